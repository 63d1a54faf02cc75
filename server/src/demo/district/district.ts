import { managementModeOf, startOfDayMs, type DateText, type EstateStage } from '@linping/shared';
import type { BuildingRow, BuildingTokenRow, CommunityRow, ContractRow, EstateRow, ProviderRow, StageRecordRow, StreetRow } from '../../estates/estates.entity.ts';
import type { HouseholdRow } from '../../estates/households.entity.ts';
import { SeededRandom } from '../seeded-random.ts';
import { apportion, areasOfEstates, householdsOfEstates } from './distribution.ts';
import { doorsOfBuildings, FORTY_FLATS, type Plan, planFor } from './dwellings.ts';
import { DISTRICT_CODE, type DistrictSize, STREETS, XIANGYUNLI } from './figures.ts';
import { communityNames, EstateNames, LONG_NAME } from './names.ts';
import { daysBefore, Providers } from './providers.ts';

const TOKEN_BYTES = 15;
const ESTATES_PER_COMMUNITY = 5;

export interface DemoEstate {
  readonly row: EstateRow;
  readonly households: readonly HouseholdRow[];
}

/** The whole register of the demo, and its estates with the published one first. */
export interface DemoDistrict {
  readonly streets: readonly StreetRow[];
  readonly communities: readonly CommunityRow[];
  readonly providers: readonly ProviderRow[];
  readonly contracts: readonly ContractRow[];
  readonly stageRecords: readonly StageRecordRow[];
  readonly buildings: readonly BuildingRow[];
  readonly tokens: readonly BuildingTokenRow[];
  readonly estates: readonly DemoEstate[];
}

/** The same district for the same seed and size on every machine; only its dates lie where `today` puts them. */
export function demoDistrict(size: DistrictSize, seed: string, today: DateText): DemoDistrict {
  return new Builder(size, new SeededRandom(seed), today).build();
}

class Builder {
  private readonly streets: readonly StreetRow[];
  private readonly communities: CommunityRow[] = [];
  private readonly contracts: ContractRow[] = [];
  private readonly stageRecords: StageRecordRow[] = [];
  private readonly buildings: BuildingRow[] = [];
  private readonly tokens: BuildingTokenRow[] = [];
  private lastHousehold = 0;
  private readonly providers: Providers;
  private readonly names: EstateNames;

  constructor(private readonly size: DistrictSize, private readonly random: SeededRandom, private readonly today: DateText) {
    this.streets = STREETS.map(({ name }) => ({ id: random.uuid(), name }));
    this.providers = new Providers(size.estates, random);
    this.names = new EstateNames(random);
    this.names.reserve(XIANGYUNLI.name);
    this.names.reserve(LONG_NAME);
  }

  build(): DemoDistrict {
    const households = householdsOfEstates(this.size, this.random);
    const areas = areasOfEstates(households, this.size, this.random);
    const homes = this.places();
    const estates = homes.map((community, i) => this.estate(i, community, households[i]!, areas[i]!));
    const { streets, communities, contracts, stageRecords, buildings, tokens } = this;
    return { streets, communities, providers: this.providers.rows, contracts, stageRecords, buildings, tokens, estates };
  }

  /** The community of each estate: the published one's first, then street by street. */
  private places(): CommunityRow[] {
    const counts = apportion(STREETS.map(({ weight }) => weight), this.size.estates - 1, () => ({ least: 0, most: this.size.estates }));
    const names = communityNames(this.random);
    const published = this.community(XIANGYUNLI.street, XIANGYUNLI.community);
    const others = STREETS.flatMap(({ name }, i) => {
      const count = Math.ceil(counts[i]! / ESTATES_PER_COMMUNITY);
      const ofStreet = Array.from({ length: count }, () => this.community(name, names.pop()!));
      if (name === XIANGYUNLI.street) ofStreet.push(published);
      return Array.from({ length: counts[i]! }, (_, k) => ofStreet[k % ofStreet.length]!);
    });
    return [published, ...others];
  }

  private community(street: string, name: string): CommunityRow {
    const community = { id: this.random.uuid(), streetId: this.streets.find((row) => row.name === street)!.id, name };
    this.communities.push(community);
    return community;
  }

  private estate(index: number, community: CommunityRow, households: number, areaCentiSqm: number): DemoEstate {
    const isPublished = index === 0;
    const id = this.random.uuid();
    const { name, isCompound } = isPublished ? { name: XIANGYUNLI.name, isCompound: false } : index === 1 ? { name: LONG_NAME, isCompound: true } : this.names.next();
    const provider = isPublished ? this.providers.first : this.providers.forEstate(isCompound);
    const contract = this.providers.contract(id, provider, this.today);
    this.contracts.push(contract);
    this.stageRecords.push(...this.stages(id, contract.entryDate));
    const row: EstateRow = {
      id, code: `${DISTRICT_CODE}-${String(index + 1).padStart(3, '0')}`, name, communityId: community.id, streetId: community.streetId,
      address: isPublished ? `${XIANGYUNLI.street}${XIANGYUNLI.community}` : this.names.address(), builtYear: isPublished ? XIANGYUNLI.builtYear : this.random.between(1960, 2000), areaCentiSqm,
      stage: 'inService', stageDate: contract.entryDate, managementMode: managementModeOf(provider.kind), isSynthetic: !isPublished, version: 1,
    };
    return { row, households: this.dwellings(id, households, isPublished ? FORTY_FLATS : planFor(households, this.random)) };
  }

  /** 六: procedures, construction and trial run came before the entry. */
  private stages(estateId: string, entryDate: DateText): StageRecordRow[] {
    const begun: readonly (readonly [EstateStage, number])[] = [['procedures', 420], ['construction', 300], ['trialRun', 30], ['inService', 0]];
    return begun.map(([stage, days]) => {
      const date = daysBefore(entryDate, days);
      return { id: this.random.uuid(), estateId, stage, date, recordedMs: startOfDayMs(date), recordedBy: 'demo' };
    });
  }

  /** Counted at its head, so that neighbours lie together in every table keyed by household: loading takes half the time. */
  private householdId(): string {
    this.lastHousehold += 1;
    return this.lastHousehold.toString(16).padStart(8, '0') + this.random.uuid().slice(8);
  }

  private dwellings(estateId: string, households: number, plan: Plan): HouseholdRow[] {
    return doorsOfBuildings(households, plan).flatMap((doors, i) => {
      const buildingId = this.random.uuid();
      this.buildings.push({ id: buildingId, estateId, name: `${i + 1}号楼`, sort: i + 1 });
      this.tokens.push({ token: this.random.token(TOKEN_BYTES), buildingId, liveOf: buildingId, issuedMs: startOfDayMs(this.today), voidedMs: null });
      return doors.map((door, k) => ({ id: this.householdId(), estateId, buildingId, door, doorSerial: k + 1, version: 1 }));
    });
  }
}
