/** The chain of gates: what each action passed, where it stopped, and where it would stop next. */
import { grouped } from '../../grouped';
import type { Report, ReportFinding } from '../contract';
import type { Block, Gate, GateRow } from './block';

export function gatesBlock(report: Report): readonly Block[] {
  const rows = [...grouped(report.findings, ({ authorization }) => JSON.stringify(authorization)).values()].flatMap(
    (findings) => rowOf(findings, report),
  );
  return rows.length === 0 ? [] : [{ is: 'gates', rows }];
}

/** What is not on the way of an action has no gate there. */
function rowOf(findings: readonly ReportFinding[], report: Report): readonly GateRow[] {
  const [first] = findings;
  const gates = findings
    .filter(({ outcome }) => outcome !== 'not-applicable')
    .map((finding): Gate => ({ label: finding.label, is: stateOf(finding, report) }));
  return first === undefined || gates.length === 0 ? [] : [{ action: first.authorization.action, gates }];
}

function stateOf({ layer, authorization, outcome }: ReportFinding, { verdict }: Report): Gate['is'] {
  const isAmong = (causes: Report['verdict']['rootCauses']) =>
    causes.some((cause) => cause.layer === layer && cause.action === authorization.action);
  if (isAmong(verdict.rootCauses)) return outcome === 'unknown' ? 'unknown' : 'stopped';
  if (isAmong(verdict.blocksNext)) return outcome === 'unknown' ? 'unknown' : 'stops-next';
  return outcome === 'unknown' ? 'unknown' : 'passed';
}
