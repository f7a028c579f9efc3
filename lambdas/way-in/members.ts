/** Whose callers are no strangers: the accounts of the own organization that were learned of. */
import { storeIn } from '../../src/delivery/table/store';
import { errorName } from '../../src/error-name';
import { learnMembers, membersIn } from '../../src/incident/members';
import { environment, optional } from '../runtime/environment';
import { log } from '../runtime/log';

/** Nobody outside of the organization can put an event on the hub's bus. */
export const isHubOfOrganization = (): boolean => optional('CULPRIT_SPOKES')?.startsWith('o-') === true;

/** The doctor learns of them, where no accounts are listed. */
const areLearned = (): boolean => optional('CULPRIT_MEMBERS') === 'learned';

/** The doctor looks as often. */
const rememberedFor = 15 * 60_000;
let known: { readonly table: string; readonly at: number; readonly accounts: ReadonlySet<string> } | undefined;

/** Those of this process. Empty where none are learned of, or nothing was read yet. */
export const members = (): ReadonlySet<string> =>
  areLearned() && known?.table === environment('CULPRIT_TABLE') ? known.accounts : none;

const none: ReadonlySet<string> = new Set();

/** Reads them anew where they are old. What cannot be read makes strangers, and loses nothing. */
export async function readMembers(): Promise<void> {
  const table = environment('CULPRIT_TABLE');
  if (!areLearned() || (known?.table === table && Date.now() - known.at < rememberedFor)) return;
  await remember(() => membersIn(storeIn(table)));
}

/** Accounts whose own events have come. */
export async function learnSenders(accounts: ReadonlySet<string>): Promise<void> {
  const fresh = [...accounts].filter((account) => !members().has(account));
  if (!isHubOfOrganization() || fresh.length === 0) return;
  await remember(() => learnMembers(storeIn(environment('CULPRIT_TABLE')), fresh));
}

async function remember(ask: () => Promise<readonly string[]>): Promise<void> {
  try {
    const accounts = await ask();
    const isNews = known?.table !== environment('CULPRIT_TABLE') || accounts.length !== known.accounts.size;
    known = {
      table: environment('CULPRIT_TABLE'),
      at: Date.now(),
      // The same set as before says that nothing has changed.
      accounts: isNews ? new Set(accounts) : (known?.accounts ?? none),
    };
  } catch (error) {
    log({ event: 'members-not-known', error: errorName(error) });
  }
}
