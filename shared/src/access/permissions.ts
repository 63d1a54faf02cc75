import type { Role, StaffRole } from './actor.ts';

/**
 * How far a role reaches with an action. `anywhere`: the whole district, or things that belong to no place.
 * `own`: within the scope of the staff account (own street, community, estate, provider's estates), or for a resident
 * what the own phone holds.
 */
export type Reach = 'anywhere' | 'own';
export type Permission = Readonly<Partial<Record<Role, Reach>>>;

const everyone: Permission = {
  visitor: 'anywhere', resident: 'anywhere', administrator: 'anywhere', providerStaff: 'anywhere', providerManager: 'anywhere',
  committee: 'anywhere', communityWorker: 'anywhere', communityService: 'anywhere', streetOfficer: 'anywhere', headquarters: 'anywhere',
  housingCentre: 'anywhere', government: 'anywhere', finance: 'anywhere', auditor: 'anywhere',
};
const { visitor: _visitor, resident: _resident, ...staff } = everyone;
const { visitor: _nobody, ...signedIn } = everyone;

/** Who supervises reads all of the district (七(三)3: the housing centre guides, audit reads everything). */
const supervisors = { headquarters: 'anywhere', housingCentre: 'anywhere', auditor: 'anywhere' } as const satisfies Permission;
const register = { ...supervisors, streetOfficer: 'own', communityWorker: 'own', communityService: 'own' } as const satisfies Permission;

/** Who reads complaints: supervisors all, everybody else within the scope; never who stands behind one, which is asked apart. */
const complaintReaders = {
  ...supervisors, streetOfficer: 'own', communityWorker: 'own', communityService: 'own', committee: 'own', providerStaff: 'own', providerManager: 'own',
} as const satisfies Permission;

/** Deny by default: what is not written here, nobody may. */
const TABLE = {
  // what anybody may read without login
  'public.read': everyone,
  'session.start': everyone,
  'session.own': signedIn,
  'password.change': staff,

  // identity
  'staff.list': { administrator: 'anywhere', headquarters: 'anywhere', streetOfficer: 'own', auditor: 'anywhere' },
  'staff.manage': { administrator: 'anywhere', headquarters: 'anywhere', streetOfficer: 'own' },
  'audit.read': { auditor: 'anywhere' },

  // estates
  'estate.list': { ...register, providerStaff: 'own', providerManager: 'own', committee: 'own', finance: 'anywhere', government: 'anywhere' },
  'area.list': { ...register, administrator: 'anywhere', finance: 'anywhere', government: 'anywhere' },
  'estate.history': { ...supervisors, streetOfficer: 'own' },
  'estate.edit': { headquarters: 'anywhere', streetOfficer: 'own' },
  // the subsidy is paid by the area: a street does not write its own
  'estate.editArea': { headquarters: 'anywhere' },
  'estate.import': { headquarters: 'anywhere' },
  'provider.list': { ...supervisors, streetOfficer: 'anywhere', finance: 'anywhere' },
  'provider.edit': { headquarters: 'anywhere' },
  'contract.edit': { headquarters: 'anywhere', streetOfficer: 'own' },
  'household.list': { streetOfficer: 'own', communityWorker: 'own' },
  'household.edit': { streetOfficer: 'own' },
  'household.import': { streetOfficer: 'own' },
  'import.follow': { headquarters: 'anywhere', streetOfficer: 'anywhere' },
  'buildingToken.issue': { streetOfficer: 'own', communityWorker: 'own' },
  'householdCode.issue': { communityWorker: 'own' },
  'household.release': { communityWorker: 'own' },
  'household.bind': { resident: 'anywhere' },
  'household.own': { resident: 'own' },

  // surveys
  'questionnaire.edit': { headquarters: 'anywhere' },
  'questionnaire.list': { ...supervisors, streetOfficer: 'anywhere' },
  'campaign.list': { ...supervisors, streetOfficer: 'anywhere' },
  'campaign.run': { headquarters: 'anywhere' },
  'answer.submit': { resident: 'own' },
  'answer.assist': { communityWorker: 'own' },
  'coverage.read': { ...supervisors, streetOfficer: 'own', communityWorker: 'own' },
  // what residents wrote: never for the firm, nor for those who know the neighbours' handwriting
  'comment.read': { ...supervisors, streetOfficer: 'own' },
  'round.run': { streetOfficer: 'own' },
  'round.certify': { streetOfficer: 'own' },

  // complaints (七(三)1: 「受理居民投诉」; the resident has the last word, so no firm may close, rate or delete)
  'complaint.file': { resident: 'anywhere' },
  'complaint.follow': { resident: 'anywhere' },
  /** What only its author may do: add, answer, confirm, reopen, withdraw, object. */
  'complaint.own': { resident: 'own' },
  'complaint.list': complaintReaders,
  'complaint.read': { ...complaintReaders, resident: 'anywhere' }, // a resident: as author or follower, which the service asks
  'complaint.handle': { providerStaff: 'own', providerManager: 'own' },
  /** Acknowledge, accept, reply, ask, resolve: the firm's, and the street's where no firm is in charge or once it has referred it. */
  'complaint.answer': { providerStaff: 'own', providerManager: 'own', streetOfficer: 'own' },
  'complaintTemplate.edit': { providerManager: 'own' },
  'complaint.supervise': { streetOfficer: 'own' },
  'complaint.mediate': { streetOfficer: 'own', communityWorker: 'own' },
  'complaint.register': { streetOfficer: 'own', communityWorker: 'own', communityService: 'own' },
  'complaint.callBack': { streetOfficer: 'own', communityWorker: 'own', communityService: 'own' },
  /** Name and number of a complainant, by whoever has to ring; each reading is logged. */
  'complaint.readContact': { streetOfficer: 'own', communityWorker: 'own', communityService: 'own', providerStaff: 'own', providerManager: 'own' },
  'complaintFigures.read': complaintReaders,

  // what residents write and photograph, before others see it
  'moderation.decide': { streetOfficer: 'own', communityWorker: 'own' },
  'moderation.editWords': { headquarters: 'anywhere' },

  // files: who may attach a photograph to something
  'file.upload': {
    resident: 'anywhere', providerStaff: 'anywhere', providerManager: 'anywhere', streetOfficer: 'anywhere', communityWorker: 'anywhere', communityService: 'anywhere', committee: 'anywhere',
  },

  // notices about what one is waiting for
  'notice.own': { resident: 'anywhere' },

  // legal working days and the district's exceptions
  'workCalendar.read': staff,
  'workCalendar.edit': { headquarters: 'anywhere' },

  // money in the open (七(四) 「收支帐目定期公布制度」). What is published is `public.read`
  'ledger.read': { ...supervisors, finance: 'anywhere', streetOfficer: 'own', providerManager: 'own' },
  'statement.list': { ...supervisors, finance: 'anywhere', government: 'anywhere', streetOfficer: 'own', communityService: 'own', committee: 'own', providerManager: 'own' },
  /** Of the own body's accounts, which the service asks besides. */
  'statement.draft': { providerManager: 'own', committee: 'own', communityService: 'own' },
  'statement.review': { streetOfficer: 'own' },
  /** Once the street has approved it, either side may. */
  'statement.publish': { providerManager: 'own', committee: 'own', communityService: 'own', streetOfficer: 'own' },
  'statement.cosign': { committee: 'own' },
  'disclosureSettings.edit': { streetOfficer: 'own' },
  'lineQuestion.ask': { resident: 'own' },
  'lineQuestion.list': { ...supervisors, streetOfficer: 'own', communityService: 'own', committee: 'own', providerManager: 'own', providerStaff: 'own' },
  'lineQuestion.answer': { providerManager: 'own', providerStaff: 'own', committee: 'own', communityService: 'own' },

  // bills: the firm's own and the household's, nobody else's, because arrears are never shown by name or room
  'bill.own': { resident: 'own' },
  /** One bill with its receipts: the household's phone, and the firm whose claim it is. */
  'bill.read': { resident: 'own', providerManager: 'own', providerStaff: 'own' },
  'bill.list': { providerManager: 'own', providerStaff: 'own' },
  'bill.collect': { providerManager: 'own', providerStaff: 'own' },
  'fee.edit': { providerManager: 'own' },
  'bill.issue': { providerManager: 'own' },
  'bill.adjust': { providerManager: 'own' },
  'invoice.issue': { providerManager: 'own', providerStaff: 'own' },

  // WeChat Pay
  'payment.own': { resident: 'own' },
  'payment.refund': { providerManager: 'own' },
  'merchant.read': { ...supervisors, finance: 'anywhere', providerManager: 'own' },
  /** Where the money of a firm goes is not for the firm to write: the district checks the number against the contract with WeChat. */
  'merchant.edit': { headquarters: 'anywhere' },
  'reconciliation.read': { ...supervisors, finance: 'anywhere', providerManager: 'own' },
  'reconciliation.settle': { providerManager: 'own' },

  // assessments (七(二)1: the street scores)
  'assessment.list': { ...supervisors, government: 'anywhere', finance: 'anywhere', streetOfficer: 'own', providerManager: 'own' },
  'assessment.score': { streetOfficer: 'own' },
  'assessment.submit': { streetOfficer: 'own' },
} as const satisfies Readonly<Record<string, Permission>>;

export type Action = keyof typeof TABLE;
export const PERMISSIONS: Readonly<Record<Action, Permission>> = TABLE;
export const ACTIONS = Object.keys(TABLE) as Action[];

/** Delegated administration: whose accounts each role may invite, scope, disable and reset. */
export const MANAGES: Readonly<Partial<Record<StaffRole, readonly StaffRole[]>>> = {
  administrator: [
    'administrator', 'headquarters', 'housingCentre', 'government', 'finance', 'auditor', 'streetOfficer',
  ],
  headquarters: ['streetOfficer', 'communityWorker', 'communityService', 'committee', 'providerManager', 'providerStaff'],
  streetOfficer: ['communityWorker', 'communityService', 'committee', 'providerManager', 'providerStaff'],
};
