/** What is changed in the policies of a layer, one Deny or one missing Allow after the other. */
import { defined } from '../../../defined';
import type { Decision } from '../../../decision/types';
import type { ReadPolicy } from '../../../evidence/values';
import { preparedRequest } from '../../../judging/engine-request';
import type { JudgedPolicies } from '../../../judging/types';
import type { AnyLayer, OwnPolicies } from '../../../layers/define';
import type { Cure, CureForm } from './cure-form';
import { adding, draftOf, finished, hasVariables, modernised, replacing, type Draft } from './drafts';
import type { BoundedCase } from '../effort';
import type { FixCase } from '../fix-case';
import { namedActions } from './named-actions';
import { candidatesIn, deniesIn, lackingIn, type Group } from './judged-statements';
import { attachedToOf, policiesIn } from './policies-in-evidence';
import { allowFor } from '../statements/allow';
import { circumstancesOf, denyWithout, withinExtent, type Grain, type Standing } from '../statements/deny';
import { nearMisses } from '../statements/near-miss';
import type { StatementJson } from '../statements/statement-json';
import { whomIn } from '../statements/whom';
import { extents, type PolicyChange } from '../types';
import { draftForAllow, namesIn } from './where-to-allow';

/** A cure while it is made: each round gives up a Deny, or adds an Allow. */
export class Curing {
  private readonly drafts = new Map<string, Draft>();
  private readonly allows: Cure['allows'][number][] = [];
  private readonly denies: Cure['denies'][number][] = [];
  private readonly seen = new Map<number, string>();

  constructor(
    private readonly card: AnyLayer,
    /** The card's layer is the one that blocks. */
    private readonly isBlocking: boolean,
    private readonly policies: OwnPolicies,
    private readonly form: CureForm,
    private readonly fixCase: BoundedCase,
  ) {}

  get isBegun(): boolean {
    return this.drafts.size > 0;
  }

  changes(): readonly PolicyChange[] {
    return [...this.drafts.values()].map(finished);
  }

  cure(): Cure {
    return { changes: this.changes(), allows: this.allows, denies: this.denies, seen: this.seen };
  }

  /** `false`: nothing more can be done. */
  goOn({ answers }: Decision, place: number, evidence: FixCase['evidence']): boolean {
    const found = answers.find(({ layer, authorization }) => layer === this.card.id && authorization === place);
    const judged = found?.answer.policies;
    const authorization = this.fixCase.request.authorizations[place];
    if (judged === undefined || authorization === undefined) return false;
    const { context, action, resource } = preparedRequest(judged.subject);
    const whom = whomIn(this.fixCase.request, authorization);
    if (whom === undefined || resource === undefined) return false;
    this.seen.set(place, resource);
    const grain: Grain = { whom, action, resource, context, circumstances: this.circumstancesAt(place, context) };
    const round = { place, judged, grain, evidence };
    const excepted = this.exceptFromDenies(round);
    return excepted === 'none' ? this.allowWhereMissing(round) : excepted === 'done';
  }

  private exceptFromDenies({ place, judged, grain: asked, evidence }: Round): 'none' | 'done' | 'impossible' {
    const denying = deniesIn(judged).flatMap(({ policy, statements }) => {
      const draft = this.draftFor(policy, evidence);
      return draft === undefined ? [] : [{ draft: fitFor(asked.resource, draft), statements }];
    });
    if (denying.length === 0) return 'none';
    for (const { draft, statements } of denying) {
      const variables = hasVariables(draft);
      for (const { json } of statements) this.denies.push({ place, statement: json, variables });
    }
    // Only now it is known what all of them look at.
    const grain = { ...asked, circumstances: this.circumstancesAt(place, asked.context) };
    for (const { draft, statements } of denying) {
      let changed = draft;
      // Each part is put among all others, and looked at with them.
      this.fixCase.effort.add(statements.length * draft.statements.length * aStatement);
      for (const { index, json } of statements.toReversed()) {
        const parts = this.leftOf(json, grain, this.standingIn(draft, evidence, grain));
        if (parts === undefined) return 'impossible';
        changed = replacing(changed, index, parts);
      }
      this.keep(changed);
    }
    return 'done';
  }

  /** As little as can be said is given up. */
  private leftOf(deny: StatementJson, grain: Grain, standing: Standing): readonly StatementJson[] | undefined {
    for (const extent of extents.slice(extents.indexOf(this.form.deny))) {
      const parts = denyWithout(deny, grain, extent, standing);
      if (parts !== undefined) return parts;
    }
    return undefined;
  }

  private circumstancesAt(place: number, context: Grain['context']): Grain['circumstances'] {
    const own = this.denies.filter((one) => one.place === place);
    const all = own.flatMap(({ statement, variables }) => circumstancesOf(statement, context, variables));
    return [...new Map(all.map((one) => [one.key.toLowerCase(), one])).values()];
  }

  private allowWhereMissing({ place, judged, grain, evidence }: Round): boolean {
    const lacking = this.isBlocking ? lackingIn(judged) : this.notYetGranted(judged, place);
    return lacking.length > 0 && lacking.every((group) => this.allowIn(group, { place, judged, grain, evidence }));
  }

  /** To name the caller itself grants more than to leave it to the account, or to a grant of another layer. */
  private notYetGranted({ groups }: JudgedPolicies, place: number): readonly Group[] {
    return this.allows.some((one) => one.place === place) ? [] : groups;
  }

  private allowIn(group: Group, { place, judged, grain, evidence }: Round): boolean {
    const verb = `Allow${grain.action.split(':').at(-1) ?? ''}`.replaceAll(/[^A-Za-z0-9]/g, '');
    const found = draftForAllow(this.card, this.policies, group, judged.subject, { ...this.fixCase, evidence }, verb);
    if (found === undefined) return false;
    const own = this.newInTheSameList(found) ?? this.drafts.get(nameOf(found)) ?? found;
    const draft = fitFor(grain.resource, own);
    const [near] = nearMisses(candidatesIn(group, judged), preparedRequest(judged.subject));
    const names = namesIn(this.policies);
    const wider = this.form.wider?.(grain, near);
    const made = allowFor({
      grain,
      near,
      extent: this.form.allow,
      place: { names, variables: hasVariables(draft) },
      circumstances: withinExtent(this.form.deny, grain.circumstances),
      ...defined({ wider }),
    });
    if (made === undefined) return false;
    this.keep(adding(draft, made.statement, verb));
    const { pinned, widened, resource } = made;
    this.allows.push({ place, ...defined({ near }), resource, pinned, widened });
    return true;
  }

  /** What one caller lacks is put into one new policy. */
  private newInTheSameList({ place }: Draft): Draft | undefined {
    return [...this.drafts.values()].find(
      (draft) =>
        draft.before === undefined &&
        nameOf({ place: { ...draft.place, path: [] } }) === nameOf({ place: { ...place, path: [] } }) &&
        JSON.stringify(draft.place.path.slice(0, -1)) === JSON.stringify(place.path.slice(0, -1)),
    );
  }

  private standingIn(draft: Draft, evidence: FixCase['evidence'], { action }: Grain): Standing {
    const service = action.slice(0, action.indexOf(':')).toLowerCase();
    const { naming } = this.policies;
    return {
      naming,
      variables: hasVariables(draft),
      named: namedActions(evidence, service),
      onlyAskable: naming === 'anybody' && service.startsWith('s3'),
      splitsPatterns: this.form.keepsPatterns !== true,
    };
  }

  private draftFor(policy: Group['policies'][number], evidence: FixCase['evidence']): Draft | undefined {
    const placed = policiesIn(evidence[this.card.id]).find((one) => one.policy === policy);
    if (placed === undefined) return undefined;
    const fresh = draftOf({ layer: this.card.id, ...placed.at }, policy as ReadPolicy, attachedToOf(placed));
    return this.drafts.get(nameOf(fresh)) ?? fresh;
  }

  private keep(draft: Draft): void {
    this.drafts.set(nameOf(draft), draft);
  }
}

/** So many letters one has. */
const aStatement = 250;

/** A resource whose name holds wildcards can only be named in the current version. */
const fitFor = (resource: string, draft: Draft): Draft => (/[*?]/.test(resource) ? modernised(draft) : draft);

interface Round {
  readonly place: number;
  readonly judged: JudgedPolicies;
  readonly grain: Grain;
  readonly evidence: FixCase['evidence'];
}

const nameOf = ({ place }: Pick<Draft, 'place'>): string => JSON.stringify([place.read, place.target, place.path]);
