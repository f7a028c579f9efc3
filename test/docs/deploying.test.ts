/** What the pages on deploying and the runbook ask somebody to type exists: commands, options, settings, files, parameters. */
import * as cloudtrail from '@aws-sdk/client-cloudtrail';
import * as dynamodb from '@aws-sdk/client-dynamodb';
import * as events from '@aws-sdk/client-eventbridge';
import * as lambda from '@aws-sdk/client-lambda';
import * as secretsmanager from '@aws-sdk/client-secrets-manager';
import * as stepfunctions from '@aws-sdk/client-sfn';
import * as sns from '@aws-sdk/client-sns';
import * as sqs from '@aws-sdk/client-sqs';
import { RootConstruct } from 'constructs';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandNames, helpFor } from '../../cli/help';
import { problemsOf } from '../../lib/settings/check-props';
import { propsFromContext } from '../../lib/settings/context';
import { refusedWith } from '../setup/aws-cli';
import { root } from '../setup/sources';

const clients = { cloudtrail, dynamodb, events, lambda, secretsmanager, sns, sqs, stepfunctions };
/** No SDK client of these is here: https://docs.aws.amazon.com/cli/latest/reference/ */
const stackSet = ['stack-set-name', 'deployment-targets', 'regions'];
const stack = ['stack-name', 'template-body', 'parameters', 'capabilities'];
const without: Readonly<Record<string, readonly string[]>> = {
  's3 rb': ['force'],
  'logs tail': ['since'],
  'cloudformation create-stack': stack,
  'cloudformation delete-stack': ['stack-name'],
  'cloudformation describe-stacks': ['stack-name'],
  'cloudformation describe-stack-resources': ['stack-name'],
  'cloudformation create-stack-set': [...stack, 'stack-set-name', 'permission-model', 'auto-deployment'],
  'cloudformation create-stack-instances': [...stackSet, 'operation-preferences'],
  'cloudformation delete-stack-instances': [...stackSet, 'no-retain-stacks'],
  'cloudformation delete-stack-set': ['stack-set-name'],
};

interface Asked {
  readonly page: string;
  readonly words: readonly string[];
  /** It stands in a block, to be copied whole; within a sentence much may be left out. */
  readonly isWhole: boolean;
}

function askedOn(page: string): readonly Asked[] {
  const text = readFileSync(join(root, 'docs', page), 'utf8');
  const blocks = [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```/gm)].flatMap(([, language, block = '']) =>
    language === '' ? block.replaceAll(/\\\n\s*/g, '').split('\n') : [],
  );
  const spans = [...text.replaceAll(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span);
  return [blocks, spans].flatMap((lines, at) =>
    lines
      .filter((line) => /^(?:aws|npm|npx|culprit) \S/.test(line) && !line.includes('…'))
      .map((line) => ({ page, words: wordsOf(line), isWhole: at === 0 })),
  );
}

const wordsOf = (line: string): readonly string[] =>
  (line.replace(/\s#.*$/, '').match(/'[^']*'|"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll(/^['"]|['"]$/g, ''));

const asked = ['deploying.md', 'deploying-organization.md', 'runbook.md'].flatMap(askedOn);
const beginning = (...words: readonly string[]) =>
  asked.filter((one) => words.every((word, at) => one.words[at] === word));
const optionsIn = (words: readonly string[]) => words.flatMap((word) => /^--([\w-]+)/.exec(word)?.[1] ?? []);
/** `--context K=V …` → `[K, V]`. */
const valuesOf = (words: readonly string[], option: string) =>
  words.flatMap((word, at) => {
    if (words[at - 1] !== option) return [];
    const [name = '', ...value] = word.split('=');
    return [[name, value.join('=')] as const];
  });

test.each(beginning('aws').map((one) => [one.page, one.words.join(' '), one] as const))(
  '%s: %s',
  (_page, _line, { words, isWhole }) => {
    const [, service = '', operation = '', ...rest] = words;
    const known = without[`${service} ${operation}`];
    const refused =
      known === undefined
        ? refusedWith(clients, words.slice(1))
        : optionsIn(rest).filter((option) => ![...known, 'region', 'query'].includes(option));
    expect(refused.filter((one) => isWhole || !one.includes(' lacks '))).toEqual([]);
  },
);

test.each(beginning('npx', 'cdk').map((one) => [one.page, one.words.slice(1).join(' '), one] as const))(
  '%s: %s takes settings that are some',
  (_page, _line, { words, isWhole }) => {
    if (!isWhole) return expect(['deploy', 'destroy', 'bootstrap']).toContain(words[2]);
    const { node } = new RootConstruct();
    for (const [name, value] of valuesOf(words, '--context')) node.setContext(name, value);
    const props = propsFromContext(node);
    expect(problemsOf(props)).toEqual([]);
    const needsId =
      words[2] === 'deploy' && (props.organizationRoleArn ?? props.accountRoleName ?? props.spokes) !== undefined;
    expect(valuesOf(words, '--parameters').map(([name]) => name)).toEqual(needsId ? ['ExternalId'] : []);
    return undefined;
  },
);

test('every npm script that is named exists', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly scripts: object };
  const named = beginning('npm', 'run').map(({ words }) => words.slice(2).find((word) => !word.startsWith('-')) ?? '');
  expect(named.length).toBeGreaterThan(1);
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
});

const culprits = [
  ...beginning('culprit'),
  ...beginning('npm', 'run', '-s', 'culprit', '--').map((one) => ({
    ...one,
    words: ['culprit', ...one.words.slice(5)],
  })),
].filter(({ words }) => words.length > 1);
test.each(culprits.map(({ page, words }) => [page, words.join(' '), words] as const))(
  '%s: %s is a command with these options',
  (_page, _line, [, command = '', ...rest]) => {
    expect(commandNames()).toContain(command);
    for (const option of optionsIn(rest)) expect(helpFor(command)).toContain(`--${option}`);
  },
);

interface Template {
  readonly Parameters: Readonly<Record<string, { readonly Default?: string }>>;
}
const templated = asked.flatMap((one) => {
  const file = one.words
    .map((word) => /^file:\/\/(examples\/.*)$/.exec(word)?.[1])
    .find((found) => found !== undefined);
  return file === undefined ? [] : [[one.page, file, one.words] as const];
});
test.each(templated)('%s: %s gets the parameters that it asks for', (_page, file, words) => {
  expect(existsSync(join(root, file))).toBe(true);
  const { Parameters } = JSON.parse(readFileSync(join(root, file), 'utf8')) as Template;
  const given = words.flatMap((word) => /ParameterKey=(\w+)/.exec(word)?.[1] ?? []);
  const needed = Object.entries(Parameters).flatMap(([name, one]) => (one.Default === undefined ? [name] : []));
  expect(Object.keys(Parameters)).toEqual(expect.arrayContaining(given));
  expect(given).toEqual(expect.arrayContaining(needed));
  expect(words).toContain('CAPABILITY_NAMED_IAM');
});

test('there are some of each', () => {
  expect([beginning('aws').length > 40, beginning('npx', 'cdk').length > 6, templated.length > 3]).toEqual([
    true,
    true,
    true,
  ]);
});
