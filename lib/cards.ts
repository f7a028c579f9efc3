import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Permission } from '../src/evidence/define';
import type { ErrorClass } from '../src/request/error-codes';

/** A Lambda that is deployed, and what its readers declare. */
export interface DeployedCard {
  readonly id: string;
  readonly title: string;
  readonly permissions: readonly Permission[];
  /** Only granted where `headObject` is switched on. */
  readonly headObjectPermissions: readonly Permission[];
}

/** A check of the doctor, as far as a deployment has to know it. */
export interface CheckCard {
  readonly id: string;
  /** What is wrong where something is found. */
  readonly trouble: string;
  /** In the own account; things of the stack by their names in `${}`. */
  readonly permissions: readonly Permission[];
  /** It looks into other accounts. */
  readonly elsewhere: boolean;
  readonly alarmedByAws: boolean;
}

/** The registry as data, written by `npm run build`: synthesis loads no layer and no AWS SDK. */
export interface Cards {
  readonly layers: readonly DeployedCard[];
  readonly steps: readonly DeployedCard[];
  readonly checks: readonly CheckCard[];
  /** Hash of everything that is read in other accounts: reader roles bear it, so that one of another version is found. */
  readonly readerRights: string;
  readonly errorCodes: Readonly<Record<string, ErrorClass>>;
  /** CloudTrail's names of the calls that change what some reader reads, by the service as CloudTrail names it. */
  readonly changingCalls: Readonly<Record<string, readonly string[]>>;
  /** Names of errors that get better by waiting. */
  readonly transientErrors: readonly string[];
  /** Millionths of a dollar for one investigation. */
  readonly investigationPrice: number;
}

/** Where the build leaves the bundles and the cards: beside this folder, and in a package around it. */
export const dist = basename(dirname(__dirname)) === 'dist' ? dirname(__dirname) : join(dirname(__dirname), 'dist');

export function readCards(): Cards {
  const file = join(dist, 'cards.json');
  if (!existsSync(file)) throw new Error(`there is no \`${file}\`: run \`npm run build\` before synthesizing`);
  return JSON.parse(readFileSync(file, 'utf8')) as Cards;
}

/** The step of this name. */
export function stepNamed(id: string, { steps }: Cards): DeployedCard {
  const card = steps.find((step) => step.id === id);
  if (card === undefined) throw new Error(`dist/cards.json has no step \`${id}\`: run \`npm run build\` again`);
  return card;
}
