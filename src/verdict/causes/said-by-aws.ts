/** AWS's own words about the denial, weighed against what a layer is called in them and against what we found. */
import { defined } from '../../defined';
import type { AnyLayer } from '../../layers/define';
import type { AwsSaid } from '../../request/said/aws-said';
import type { UngradedCause } from './causes';
import type { Cause } from '../types';

/** Does AWS's text point at this layer for this action? Some wordings point at several layers. */
export function namesLayer(said: AwsSaid, card: AnyLayer, action: string): boolean {
  switch (said.is) {
    case 'reason':
      return (
        said.policyType !== undefined &&
        sayable(card, said.policyType) &&
        sameAction(said.action, action) &&
        !(said.deny === 'explicit' && card.grantForm === 'access-control-list')
      );
    case 'statement':
      return (
        (sayable(card, said.code) || (said.setting !== undefined && sayable(card, said.setting))) &&
        (said.action === undefined || sameAction(said.action, action))
      );
    case 'generic':
    case 'truncated':
    case 'odd':
    case 'absent':
      return false;
  }
}

/** Does our evaluation find exactly what AWS's text says: that layer, that kind of denial, and the policy if it names one? */
export function agrees(said: AwsSaid, card: AnyLayer, cause: UngradedCause): boolean {
  if (!namesLayer(said, card, cause.action)) return false;
  if (said.is !== 'reason') return cause.outcome === 'denies' || cause.outcome === 'does-not-allow';
  // AWS says of a grant that a setting takes away that nothing allows, or that a policy denies.
  if (isVoided(cause)) return said.policyArn === undefined;
  if (said.deny === 'implicit') return cause.outcome === 'does-not-allow';
  if (cause.outcome !== 'denies') return false;
  return said.policyArn === undefined || policyArns(cause).includes(said.policyArn);
}

/** Did AWS give a reason for one of these actions that any layer goes by? */
export function saysSomething(said: AwsSaid, cards: readonly AnyLayer[], actions: readonly string[]): boolean {
  return cards.some((card) => actions.some((action) => namesLayer(said, card, action)));
}

/** AWS's words as a cause shows them; nothing where AWS gave no reason. */
export function shownWith(said: AwsSaid, agreed: boolean): Pick<Cause, 'awsSaid'> {
  if (said.is !== 'reason' && said.is !== 'statement') return {};
  const policyArn = said.is === 'reason' ? said.policyArn : undefined;
  return { awsSaid: { clause: said.clause, ...defined({ policyArn }), agrees: agreed } };
}

function isVoided({ notes = [] }: UngradedCause): boolean {
  return notes.some(({ code }) => code === 'grants-voided');
}

function policyArns({ policy, alsoDeniedBy = [] }: UngradedCause): readonly (string | undefined)[] {
  return [policy?.arn, ...alsoDeniedBy.map((also) => also.policy.arn)];
}

function sayable({ saidAs }: AnyLayer, words: string): boolean {
  return saidAs.some((wording) => wording.toLowerCase() === words.toLowerCase());
}

function sameAction(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
