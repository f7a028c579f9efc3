/** Policies are checked as AWS checks them when they are written, and compiled once. */
import { matchActions } from './match';
import { Memory } from './bounded-cache';
import { parseStatement, type Statement } from './statement';
import type { PolicyProblem } from './types';

export class CompiledPolicy {
  readonly is = 'policy';
  constructor(
    readonly statements: readonly Statement[],
    /** How many statements say who is meant; `empty`: there are no statements. */
    readonly naming: 'all' | 'some' | 'none' | 'empty',
    readonly document: unknown,
  ) {}

  private lastAction: string | undefined;
  private lastFound: readonly Statement[] = NONE;
  private byAction: Memory<readonly Statement[]> | undefined;

  /** The statements on this action: the same few are asked for again and again, most often the last one. */
  on(lowerAction: string): readonly Statement[] {
    if (lowerAction !== this.lastAction) {
      // Most policies are only ever asked about one action, and need no memory for others.
      this.lastFound = this.lastAction === undefined ? this.found(lowerAction) : this.remembered(lowerAction);
      this.lastAction = lowerAction;
    }
    return this.lastFound;
  }

  private remembered(lowerAction: string): readonly Statement[] {
    this.byAction ??= new Memory(MOST_ACTIONS);
    return this.byAction.of(lowerAction, (action) => this.found(action));
  }

  private found(lowerAction: string): readonly Statement[] {
    const found = this.statements.filter((statement) => matchActions(statement, lowerAction));
    return found.length === this.statements.length ? this.statements : found;
  }
}

const NONE: readonly Statement[] = [];
const MOST_ACTIONS = 8;

/** Not guessed at: AWS would refuse it. */
export interface MalformedPolicy {
  readonly is: 'malformed';
  readonly code: PolicyProblem;
  /** Where: `Statement[2].Condition.StringEquals` */
  readonly at: string;
}

/** Takes parsed JSON or its text. The same object or text is not parsed again. */
export function parsePolicy(document: unknown): CompiledPolicy | MalformedPolicy {
  if (document instanceof CompiledPolicy) return document;
  if (typeof document === 'string') return texts.of(document, parseText);
  if (typeof document !== 'object' || document === null) return malformed('policy-not-an-object', '');
  const known = objects.get(document);
  if (known !== undefined) return known;
  const made = compilePolicy(document);
  objects.set(document, made);
  return made;
}

/** As `parsePolicy`, of an object that will not be seen again. */
export function compilePolicy(document: object): CompiledPolicy | MalformedPolicy {
  const { Version: version, Statement: listed, Id: id } = document as Record<string, unknown>;
  for (const element of Object.keys(document)) {
    if (element !== 'Version' && element !== 'Statement' && element !== 'Id')
      return malformed('unknown-element', element);
  }
  if (version !== undefined && version !== '2012-10-17' && version !== '2008-10-17') {
    return malformed('unknown-version', 'Version');
  }
  if (id !== undefined && typeof id !== 'string') return malformed('wrong-type', 'Id');
  if (typeof listed !== 'object' || listed === null) return malformed('statement-missing', 'Statement');
  const all: readonly unknown[] = Array.isArray(listed) ? listed : [listed];
  const statements: Statement[] = [];
  let naming = 0;
  for (let at = 0; at < all.length; at += 1) {
    const statement = parseStatement(all[at], at + 1, version === '2012-10-17');
    if ('code' in statement) {
      return malformed(statement.code, `Statement[${at + 1}]${statement.at === '' ? '' : '.'}${statement.at}`);
    }
    if (statement.principal !== undefined) naming += 1;
    statements.push(statement);
  }
  return new CompiledPolicy(statements, namingOf(naming, all.length), document);
}

function namingOf(naming: number, statements: number): CompiledPolicy['naming'] {
  if (statements === 0) return 'empty';
  return naming === 0 ? 'none' : naming === statements ? 'all' : 'some';
}

function parseText(text: string): CompiledPolicy | MalformedPolicy {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return malformed('not-json', '');
  }
  return typeof document === 'object' && document !== null
    ? compilePolicy(document)
    : malformed('policy-not-an-object', '');
}

const malformed = (code: PolicyProblem, at: string): MalformedPolicy => ({ is: 'malformed', code, at });

type Parsed = CompiledPolicy | MalformedPolicy;
const objects = new WeakMap<object, Parsed>();
const texts = new Memory<Parsed>(2_000);
