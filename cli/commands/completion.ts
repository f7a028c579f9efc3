import { commandNames, namedFor, optionsOf } from '../help';
import { exitCode, UsageError } from '../exit-codes';
import { didYouMean } from '../nearest';
import { formats } from '../options';
import { expectations } from '../question/expected';
import { languages } from '../../src/report/infrastructure/infrastructure';

/** A script for the shell: commands, their options, and the files that most of them take. */
export function runCompletion([shell = '']: readonly string[]): number {
  const script = Object.hasOwn(scripts, shell) ? scripts[shell] : undefined;
  if (script === undefined) {
    const given =
      shell === ''
        ? 'completion takes a shell'
        : `\`${shell}\` is no shell that is known${didYouMean(shell, Object.keys(scripts))}`;
    throw new UsageError(`${given}: use ${Object.keys(scripts).join(', ')} (see culprit completion --help)`);
  }
  process.stdout.write(script());
  return exitCode.found;
}

/** All that an option may be, for some command. */
const values: Readonly<Record<string, readonly string[]>> = {
  '--format': formats,
  '--iac': languages,
  '--expect': expectations,
};
const shells = ['bash', 'zsh', 'fish'] as const;

/** What an option of this command may be; not every command has every format. */
const valuesOf = (command: string, option: string): readonly string[] =>
  namedFor(command, option, values[option] ?? []);

/** By the command and the word before. */
const choices: readonly (readonly [string, readonly string[]])[] = [
  ...commandNames().flatMap((name) =>
    optionsOf(name)
      .map((option) => [`"${name} ${option}"`, valuesOf(name, option)] as const)
      .filter(([, known]) => known.length > 0),
  ),
  ['"completion completion"', shells],
];

const scripts: Readonly<Record<string, () => string>> = {
  bash: () => `_culprit() {
  local word="\${COMP_WORDS[COMP_CWORD]}"
  if [ "$COMP_CWORD" -eq 1 ]; then COMPREPLY=($(compgen -W "${commandNames().join(' ')}" -- "$word")); return; fi
  case "\${COMP_WORDS[1]} \${COMP_WORDS[COMP_CWORD-1]}" in
${choices.map(([before, known]) => `    ${before}) COMPREPLY=($(compgen -W "${known.join(' ')}" -- "$word")); return ;;`).join('\n')}
  esac
  case "\${COMP_WORDS[1]}" in
${commandNames()
  .map((name) => `    ${name}) COMPREPLY=($(compgen -W "${optionsOf(name).join(' ')}" -- "$word")) ;;`)
  .join('\n')}
  esac
  case "$word" in -*) ;; *) COMPREPLY+=($(compgen -f -- "$word")) ;; esac
}
complete -o filenames -F _culprit culprit
`,
  zsh: () => `#compdef culprit
_culprit() {
  if (( CURRENT == 2 )); then compadd -- ${commandNames().join(' ')}; return; fi
  case "$words[2] $words[CURRENT-1]" in
${choices.map(([before, known]) => `    ${before}) compadd -- ${known.join(' ')}; return ;;`).join('\n')}
  esac
  case "$words[2]" in
${commandNames()
  .map((name) => `    ${name}) [[ "$PREFIX" == -* ]] && compadd -- ${optionsOf(name).join(' ')} ;;`)
  .join('\n')}
  esac
  [[ "$PREFIX" == -* ]] || _files
}
compdef _culprit culprit
`,
  fish: () =>
    [
      `complete -c culprit -n __fish_use_subcommand -f -a "${commandNames().join(' ')}"`,
      ...commandNames().flatMap((name) =>
        optionsOf(name).map(
          (option) =>
            `complete -c culprit -n "__fish_seen_subcommand_from ${name}" -l ${option.slice(2)}${valuesOf(name, option).length === 0 ? '' : ` -x -a "${valuesOf(name, option).join(' ')}"`}`,
        ),
      ),
      `complete -c culprit -n "__fish_seen_subcommand_from completion" -f -a "${shells.join(' ')}"`,
      '',
    ].join('\n'),
};
