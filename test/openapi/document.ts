import { PERMISSIONS, type Action, type ProblemCode, type Role } from '@linping/shared';
import { Examples, type Schema } from './examples.ts';
import { sampleOf } from './samples.ts';
import type { SourceOperation } from './source.ts';

/** Of an OpenAPI document what is read here. */
export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Partial<Record<Method, Operation>>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}
interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly object[];
  readonly requestBody?: object;
  readonly responses: Readonly<Record<string, { readonly content?: object }>>;
}
export type Problems = Readonly<Record<ProblemCode, { readonly status: number; readonly title: string }>>;

export interface Sources {
  /** As Nest makes it from the decorators: paths, parameters, bodies. */
  readonly document: ApiDocument;
  /** By operation id. */
  readonly operations: ReadonlyMap<string, SourceOperation>;
  /** `GET /api/v1/estates/:estateId` → what the route lets somebody do. */
  readonly actions: ReadonlyMap<string, Action | undefined>;
  /** The server's table of refusals. */
  readonly problems: Problems;
  /** JSON Schemas of the contract's types, by name. */
  readonly schemas: Readonly<Record<string, Schema>>;
}
export interface Described {
  readonly document: object;
  /** What is still unsaid: operations without a summary, fields without an example. */
  readonly gaps: readonly string[];
}

/** Answered before any operation is reached. */
const SAID_BY_THE_EDGE: ReadonlySet<string> = new Set(['NOT_FOUND', 'METHOD_NOT_ALLOWED', 'TOO_MANY_REQUESTS']);

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
type Method = (typeof METHODS)[number];

/** The whole description: Nest's part, and for each operation its answer, its refusals and who may call it, out of the sources. */
export function assemble({ document, operations, actions, schemas, problems }: Sources): Described {
  const gaps = new Set<string>();
  const examples = new Examples({ ...schemas, ...document.components?.schemas }, gaps);
  const paths = Object.fromEntries(Object.entries(document.paths).map(([path, item]) => [path, Object.fromEntries(METHODS.flatMap((method) => {
    const operation = item[method];
    if (!operation) return [];
    const route = `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`;
    const source = operations.get(operation.operationId ?? '');
    const action = actions.get(route);
    if (!source || !action) {
      gaps.add(`${route}: ${source ? 'no action' : `no handler ${operation.operationId}`}`);
      return [];
    }
    for (const code of source.refusals) if (!Object.hasOwn(problems, code)) gaps.add(`${route}: ${code} is no refusal`);
    if (!(operation.summary || source.summary)) gaps.add(`${route}: no summary; its service method has no docstring`);
    return [[method, described(operation, source, action, examples, problems)]];
  }))]));
  const said = new Set(JSON.stringify(paths).match(/[A-Z]+(_[A-Z]+)*(?= ·|"|: )/g));
  for (const code of Object.keys(problems)) if (!said.has(code) && !SAID_BY_THE_EDGE.has(code)) gaps.add(`${code} is a refusal that no operation declares`);
  return {
    document: { ...document, paths, components: { ...document.components, schemas: examples.named(), examples: problemExamples(problems) } },
    gaps: [...gaps],
  };
}

function described(operation: Operation, source: SourceOperation, action: Action, examples: Examples, problems: Problems): object {
  const { summary, description, tags, parameters, requestBody, operationId } = operation;
  const roles = rolesOf(action);
  const isOpen = roles.some((role) => role.startsWith('visitor'));
  const prose = [description || source.description, `Who may: ${isOpen ? 'everybody, without signing in' : roles.join(', ')}.`].filter(Boolean).join('\n\n');
  const hasBody = requestBody !== undefined;
  return {
    operationId, tags: (tags ?? [operationId!.split('_')[0]!.replace(/Controller$/, '')]).map((tag) => tag.toLowerCase()),
    summary: summary || source.summary, description: prose,
    'x-action': action, 'x-roles': roles,
    ...(isOpen ? {} : { security: [{ bearer: [] }] }),
    ...(parameters?.length ? { parameters } : {}),
    ...(hasBody ? { requestBody: examples.ofBody(requestBody) } : {}),
    responses: { ...success(operation, source, examples), ...refusals(source, problems, { isOpen, hasBody, hasParameters: Boolean(parameters?.length) }) },
  };
}

const rolesOf = (action: Action): string[] =>
  (Object.entries(PERMISSIONS[action]) as [Role, string][]).map(([role, reach]) => (reach === 'own' ? `${role} (own scope)` : role));

/** Nest knows the status, the source the type. What is no JSON says its media type by `@ApiProduces`. */
function success(operation: Operation, { answer }: SourceOperation, examples: Examples): object {
  const [status = '200', known] = Object.entries(operation.responses).find(([code]) => /^[23]/.test(code)) ?? [];
  if (answer === 'void') return { [status === '200' ? '200' : status]: { description: 'Done' } };
  const media = Object.keys(known?.content ?? {}).find((type) => type !== 'application/json');
  if (media !== undefined || /^(string|Buffer|StreamableFile)$/.test(answer)) {
    return { [status]: { description: 'The file', content: { [media ?? 'application/octet-stream']: { schema: { type: 'string', format: 'binary' } } } } };
  }
  if (/^3/.test(status) || answer.includes('statusCode')) return { 302: { description: 'Leads on', headers: { location: { schema: { type: 'string' } } } } };
  return { [status]: { description: 'As asked', content: { 'application/json': examples.ofAnswer(operation.operationId!) } } };
}

function refusals({ refusals: own }: SourceOperation, problems: Problems, { isOpen, hasBody, hasParameters }: { readonly isOpen: boolean; readonly hasBody: boolean; readonly hasParameters: boolean }): object {
  const edge: ProblemCode[] = [
    ...(hasBody || hasParameters ? ['INVALID_REQUEST'] as const : []), ...(hasBody ? ['BODY_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'] as const : []),
    ...(isOpen ? [] : ['UNAUTHENTICATED', 'SESSION_ENDED', 'PASSWORD_MUST_CHANGE', 'FORBIDDEN'] as const), 'BUSY', 'INTERNAL',
  ];
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of [...new Set([...own as ProblemCode[], ...edge])]) {
    const { status } = problems[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries([...byStatus].sort(([a], [b]) => a - b).map(([status, codes]) => [status, {
    description: codes.join(' · '),
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' }, examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])) } },
  }]));
}

const problemExamples = (problems: Problems) => Object.fromEntries(Object.entries(problems).map(([code, { status, title }]) =>
  [code, { value: { type: `/problems/${code}`, status, code, title, requestId: sampleOf('requestId') } }]));
