/** Where a statement more would be put: into a new policy beside the others, or into the one policy that there is. */
import type { Subject } from '../../../judging/types';
import type { AnyLayer, OwnPolicies } from '../../../layers/define';
import { defined } from '../../../defined';
import type { ReadPolicy } from '../../../evidence/values';
import { permissionSetIn } from '../../../names/principal';
import { draftOf, newDraft, type Draft } from './drafts';
import type { FixCase } from '../fix-case';
import type { Group } from './judged-statements';
import { attachedToOf, policiesIn, type LayerEvidence, type Path } from './policies-in-evidence';
import type { AllowPlace } from '../statements/allow';

/** `name` is that of a new policy. `undefined`: what there is could not be read. */
export function draftForAllow(
  card: AnyLayer,
  policies: OwnPolicies,
  group: Group,
  subject: Subject,
  fixCase: Pick<FixCase, 'evidence' | 'targetOf'>,
  name: string,
): Draft | undefined {
  const own = fixCase.evidence[card.id];
  const [first] = group.policies;
  const only = isOfPermissionSet(card, subject) ? group.policies.find(isInlineOfSet) : undefined;
  const placed = policiesIn(own).find(({ policy }) => policy === (only ?? first));
  const inList = placed === undefined || only !== undefined ? undefined : listAt(placed.at.path);
  if (placed !== undefined && inList === undefined) {
    return draftOf({ layer: card.id, ...placed.at }, placed.policy, attachedToOf(placed));
  }
  const at =
    placed === undefined || inList === undefined
      ? emptyPlace(card, policies, group, subject, fixCase)
      : { read: placed.at.read, target: placed.at.target, path: [...inList, group.policies.length] };
  if (at === undefined) return undefined;
  const isOnly = at.path.length === 0;
  const taken = new Set(group.policies.map((one) => one.name));
  const attachedTo = levelIn(own, at);
  return newDraft(
    { layer: card.id, ...at },
    { name: isOnly ? at.target : newName(card, subject, ownName(name, taken)), ...defined({ attachedTo }) },
  );
}

/** A permission set has one inline policy, which its roles hold under this name. */
const INLINE_OF_SET = 'AwsSSOInlinePolicy';

const isInlineOfSet = ({ name, arn }: Pick<ReadPolicy, 'name' | 'arn'>): boolean =>
  arn === undefined && name === INLINE_OF_SET;

const isOfPermissionSet = ({ side, kind }: AnyLayer, { request }: Subject): boolean =>
  side === 'principal' && kind === 'grant' && permissionSetIn(request.principal) !== undefined;

const newName = (card: AnyLayer, subject: Subject, name: string): string =>
  isOfPermissionSet(card, subject) ? INLINE_OF_SET : name;

/** How a statement of the layer's policies says for whom it is. */
export function namesIn({ naming, isShared }: OwnPolicies): AllowPlace['names'] {
  if (naming === 'anybody') return 'by-principal';
  if (naming === 'everybody') return 'everybody-by-condition';
  return isShared === true ? 'by-condition' : 'nobody';
}

/** `['levels', 1, 'policies', 0]` lies in the list `['levels', 1, 'policies']`. */
function listAt(path: Path): Path | undefined {
  return path.at(-2) === 'policies' ? path.slice(0, -1) : undefined;
}

type At = Pick<Draft['place'], 'read' | 'target' | 'path'>;

function emptyPlace(
  card: AnyLayer,
  { read }: OwnPolicies,
  group: Group,
  subject: Subject,
  { evidence, targetOf }: Pick<FixCase, 'evidence' | 'targetOf'>,
): At | undefined {
  const target = targetOf(card, read, subject);
  const reading = target === undefined ? undefined : evidence[card.id]?.[read]?.[target];
  if (target === undefined || reading === undefined || reading.status === 'unreadable') return undefined;
  if (reading.status === 'absent') return { read, target, path: card.side === 'principal' ? ['policies', 0] : [] };
  const levels = levelsIn(reading.value);
  if (levels === undefined) return { read, target, path: ['policies', 0] };
  const level = levels.findIndex((one) => one.policies === group.policies);
  return level < 0 ? undefined : { read, target, path: ['levels', level, 'policies', 0] };
}

interface Level {
  readonly target: string;
  readonly targetName?: string;
  readonly policies: unknown;
}

function levelsIn(value: unknown): readonly Level[] | undefined {
  const isLevelled = typeof value === 'object' && value !== null && 'levels' in value && Array.isArray(value.levels);
  return isLevelled ? (value.levels as readonly Level[]) : undefined;
}

function levelIn(own: LayerEvidence | undefined, { read, target, path }: At): string | undefined {
  const [levels, at] = path;
  const reading = own?.[read]?.[target];
  if (levels !== 'levels' || typeof at !== 'number' || reading?.status !== 'found') return undefined;
  const level = levelsIn(reading.value)?.[at];
  if (level === undefined) return undefined;
  return level.targetName === undefined ? level.target : `${level.targetName} (${level.target})`;
}

function ownName(name: string, taken: ReadonlySet<string>): string {
  let own = name;
  for (let number = 2; taken.has(own); number += 1) own = `${name}${number}`;
  return own;
}
