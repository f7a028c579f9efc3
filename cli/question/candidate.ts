/** `--with policy.json:layer`, or `policy.json:layer=name` of what it is put on: a policy that is tried before it is put. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parsePolicy } from '../../src/engine/policy';
import { defined } from '../../src/defined';
import { callersLayer, policyLayers, type CandidatePolicy, type UnplacedPolicy } from '../../src/with-policy';
import { UsageError } from '../exit-codes';
import { reasonOf } from '../input/reasons';
import { didYouMean } from '../nearest';

/** Without a layer, a document that names no principal is one of the caller's own policies. */
export async function candidateIn(given: string): Promise<CandidatePolicy> {
  const [, file = given, named, target] = /^(.+?):([a-z0-9-]+)(?:=(.+))?$/.exec(given) ?? [];
  const document = await policyIn(file);
  const layer = named ?? (namesPrincipals(document) ? undefined : callersLayer());
  const known = policyLayers();
  if (layer === undefined || !known.includes(layer)) {
    const typed =
      layer === undefined
        ? 'it names principals, and nothing says where it would be put'
        : `\`${layer}\` is no layer that holds policies`;
    throw new UsageError(
      `${typed}${didYouMean(layer ?? '', known)}: give --with ${file}:LAYER, one of ${known.join(', ')}`,
    );
  }
  const parsed = parsePolicy(document);
  if (parsed.is === 'malformed') {
    const problem = parsed.code.replaceAll('-', ' ');
    throw new UsageError(`\`${file}\` is no policy that AWS would accept: ${problem} at ${parsed.at || 'the top'}`);
  }
  return { layer, name: basename(file, '.json'), document, ...defined({ target }) };
}

/** What to type instead. */
export function unplacedUsage({ message }: UnplacedPolicy, { name, layer }: CandidatePolicy): UsageError {
  return new UsageError(`${message}: name what it is put on, as in --with ${name}.json:${layer}=NAME`);
}

async function policyIn(file: string): Promise<object> {
  try {
    const parsed: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (typeof parsed === 'object' && parsed !== null && 'Statement' in parsed) return parsed;
  } catch (error) {
    throw new UsageError(`cannot read the policy \`${file}\`: ${reasonOf(error)}`);
  }
  throw new UsageError(`\`${file}\` is no policy: it holds no Statement`);
}

const namesPrincipals = (document: object): boolean =>
  [(document as { readonly Statement: unknown }).Statement]
    .flat()
    .some(
      (statement) =>
        typeof statement === 'object' && statement !== null && /"(?:Not)?Principal":/.test(JSON.stringify(statement)),
    );
