import type {
  AddBuildingBody, AddContractBody, AddHouseholdBody, AddProviderBody, BuildingView, EditContractBody, EditEstateBody, EditHouseholdBody,
  EditProviderBody, EstateRegisterView, EstateRowView, EstatesQuery, HistoryLineView, HouseholdRowView, HouseholdsQuery, IssueCodesBody,
  IssuedCodesView, MoveStageBody, Page, PageQuery, ProviderContractView, ProvidersQuery, ProviderView, RenameBuildingBody,
} from '@linping/shared';
import { queryOf, send, type Call, type Transport } from './transport.ts';

/** The register as offices keep it: estates and their contracts, buildings and doors, providers. */
export const registerApi = (transport: Transport) => {
  const read = <T>(path: string, query: object = {}) => send<T>(transport, { method: 'GET', path: `${path}${queryOf(query)}`, session: 'held' });
  const write = <T>(method: Call['method'], path: string, body?: object) => send<T>(transport, { method, path, session: 'held', ...(body && { body }) });
  return {
    estates: (query: EstatesQuery) => read<Page<EstateRowView>>('/estates', query),
    estate: (estateId: string) => read<EstateRegisterView>(`/estates/${estateId}/register`),
    editEstate: (estateId: string, body: EditEstateBody) => write<EstateRegisterView>('PATCH', `/estates/${estateId}`, body),
    moveStage: (estateId: string, body: MoveStageBody) => write<EstateRegisterView>('POST', `/estates/${estateId}/stage`, body),
    addContract: (estateId: string, body: AddContractBody) => write<EstateRegisterView>('POST', `/estates/${estateId}/contracts`, body),
    editContract: (contractId: string, body: EditContractBody) => write<EstateRegisterView>('PATCH', `/contracts/${contractId}`, body),
    estateHistory: (estateId: string, page: PageQuery) => read<Page<HistoryLineView>>(`/estates/${estateId}/history`, page),

    providers: (query: ProvidersQuery) => read<Page<ProviderView>>('/providers', query),
    provider: (providerId: string) => read<ProviderView>(`/providers/${providerId}`),
    addProvider: (body: AddProviderBody) => write<ProviderView>('POST', '/providers', body),
    editProvider: (providerId: string, body: EditProviderBody) => write<ProviderView>('PATCH', `/providers/${providerId}`, body),
    providerContracts: (providerId: string, page: PageQuery) => read<Page<ProviderContractView>>(`/providers/${providerId}/contracts`, page),
    providerHistory: (providerId: string, page: PageQuery) => read<Page<HistoryLineView>>(`/providers/${providerId}/history`, page),

    buildings: (estateId: string, page: PageQuery) => read<Page<BuildingView>>(`/estates/${estateId}/buildings`, page),
    addBuilding: (estateId: string, body: AddBuildingBody) => write<BuildingView>('POST', `/estates/${estateId}/buildings`, body),
    renameBuilding: (buildingId: string, body: RenameBuildingBody) => write<BuildingView>('PATCH', `/buildings/${buildingId}`, body),
    removeBuilding: (buildingId: string) => write<void>('DELETE', `/buildings/${buildingId}`),
    issueToken: (buildingId: string) => write<BuildingView>('POST', `/buildings/${buildingId}/token`),
    /** An SVG. Refused with BUILDING_TOKEN_UNKNOWN where none was issued. */
    poster: (buildingId: string) => read<string>(`/buildings/${buildingId}/qr.svg`),

    households: (estateId: string, query: HouseholdsQuery) => read<Page<HouseholdRowView>>(`/estates/${estateId}/households`, query),
    addHousehold: (buildingId: string, body: AddHouseholdBody) => write<HouseholdRowView>('POST', `/buildings/${buildingId}/households`, body),
    editHousehold: (householdId: string, body: EditHouseholdBody) => write<HouseholdRowView>('PATCH', `/households/${householdId}`, body),
    removeHousehold: (householdId: string, version: number) => write<void>('DELETE', `/households/${householdId}${queryOf({ version })}`),
    householdHistory: (householdId: string, page: PageQuery) => read<Page<HistoryLineView>>(`/households/${householdId}/history`, page),
    /** The codes are answered this once. */
    issueCodes: (body: IssueCodesBody) => write<IssuedCodesView>('POST', '/households/codes', body),
    handedOut: (householdId: string) => write<HouseholdRowView>('POST', `/households/${householdId}/handed-out`),
    release: (householdId: string) => write<HouseholdRowView>('POST', `/households/${householdId}/release`),
  };
};
