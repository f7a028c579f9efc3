/** Where Culprit proposes no change: whom to ask, and for what. */
import type { FixFacts } from '../../../verdict/verdict';
import { quote } from '../../clean';
import type { ReportFix } from '../../contract';
import { quoteFact } from '../fill';
import type { Speech } from '../speech';

export type Sentences = Pick<ReportFix, 'summary' | 'safety'>;

export const askOwner = (facts: FixFacts, layer: string, speech: Speech): Sentences =>
  facts.statement === undefined ? askToAllow(facts, layer, speech) : askAboutStatement(facts, layer, speech);

/** Nobody is named to whom it could be given, and to nobody else: an anonymous caller, or a service. */
function askToAllow(facts: FixFacts, layer: string, { nameOf, policyOf }: Speech): Sentences {
  const { action, resource, service, anonymous } = facts;
  const asked = `${quoteFact(action)}${resource === undefined ? '' : ` on ${quoteFact(resource)}`}`;
  if (service !== undefined)
    return {
      summary: `Ask the owner of ${policyOf(layer)} to allow ${asked} to the service ${quote(service)}, for your own accounts and resources only (\`aws:SourceAccount\`, \`aws:SourceArn\`): the documentation of the service has the statement.`,
      safety: 'Without these conditions others could make the service do the same for them. Nothing was changed.',
    };
  if (anonymous !== undefined)
    return {
      summary: `Sign the request, with credentials that may do ${asked}. If everybody is to have it, ask the owner of ${nameOf(layer)}.`,
      safety:
        'What is allowed to an anonymous caller is public. Culprit proposes no statement for that. Nothing was changed.',
    };
  return {
    summary: `Ask the owner of ${nameOf(layer)} about ${asked}: nothing there allows it.`,
    safety: 'Culprit proposes no change here. Nothing was changed.',
  };
}

function askAboutStatement(facts: FixFacts, layer: string, { nameOf }: Speech): Sentences {
  const { action, resource, statement = '?', policy } = facts;
  const asked = `${quoteFact(action)}${resource === undefined ? '' : ` on ${quoteFact(resource)}`}`;
  const place = `statement ${quoteFact(statement)}${policy === undefined ? '' : ` of ${quoteFact(policy)}`}`;
  return {
    summary: `Ask the owner of ${nameOf(layer)} about ${place}: it denies ${asked}.`,
    safety: 'Culprit proposes no change here. Nothing was changed.',
  };
}
