/** Commands as data -> a completion script. The scripts are static: completing a word starts no ft. */
import type { Command, OptionLine } from './command.ts';

export type Shell = 'bash' | 'zsh' | 'fish';

interface Flag { readonly name: string; readonly takesValue: boolean; readonly about: string }
/** One place on the command line: `path` is '' at the top, else "budget set". */
interface Place { readonly path: string; readonly commands: readonly { readonly name: string; readonly about: string }[]; readonly flags: readonly Flag[]; readonly takesFiles: boolean; readonly words: readonly string[] }

const GLOBAL: readonly Flag[] = [
  ['--home', true, 'folder of the ledger'], ['--json', false, 'one JSON document on stdout'], ['--no-color', false, 'no colours'], ['--quiet', false, 'no progress or messages'],
  ['--yes', false, 'go ahead without asking'], ['--as-of', true, 'answer as the log stood then'], ['--help', false, 'how to use it'],
].map(([name, takesValue, about]) => ({ name, takesValue, about }) as Flag);

/** Options whose values are a short list. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  '--format': ['csv', 'json', 'hledger', 'beancount'], '--by': ['month', 'quarter', 'year'], '--decimal': ['comma', 'point'], '--date-order': ['dmy', 'mdy', 'ymd'], '--categories': ['hint', 'map', 'create'],
  '--period': ['this-month', 'last-month', 'this-year', 'last-year', 'last-90-days', 'ytd', 'all'],
};
/** Options whose values are paths. */
const PATHS = ['--home', '--output'];

const flagOf = ([flags, about]: OptionLine): Flag => ({ name: /--[\w-]+/.exec(flags)?.[0] ?? flags, takesValue: /[<[]/.test(flags), about });

function placesOf(command: Command, path: string): Place[] {
  const own = {
    path, commands: (command.children ?? []).map(({ name, summary }) => ({ name, about: summary })), flags: [...(command.options ?? []).map(flagOf), ...GLOBAL],
    takesFiles: /file/.test(command.operands ?? ''), words: /<shell>/.test(command.operands ?? '') ? ['bash', 'zsh', 'fish'] : [],
  };
  return [own, ...(command.children ?? []).flatMap((child) => placesOf(child, `${path} ${child.name}`))];
}

/** The script for a shell, ending in a newline. */
export function completionScript(shell: Shell, commands: readonly Command[]): string {
  const top: Place = { path: '', commands: commands.map(({ name, summary }) => ({ name, about: summary })), flags: [...GLOBAL, { name: '--no-tui', takesValue: false, about: 'print where you stand; do not open the dashboard' }, { name: '--version', takesValue: false, about: 'print the version' }], takesFiles: false, words: [] };
  const places = [top, ...commands.flatMap((command) => placesOf(command, command.name))];
  return { bash, zsh, fish }[shell](places);
}

const single = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
const valueFlags = (places: readonly Place[]): string[] => [...new Set(places.flatMap(({ flags }) => flags.filter(({ takesValue }) => takesValue).map(({ name }) => name)))].sort();
const wordsOf = ({ commands, words }: Place): string[] => [...commands.map(({ name }) => name), ...words];

/** Finds the place by the words before the cursor, in a shell that has `case`; bash and zsh agree on all of it. */
const walk = (places: readonly Place[]): string => `  local at='' skip='' word
  for word in "\${before[@]}"; do
    if [[ -n $skip ]]; then skip=''; continue; fi
    case $word in
      ${valueFlags(places).join('|')}) skip=1; continue ;;
      -*) continue ;;
    esac
    case "$at\${at:+ }$word" in
      ${places.filter(({ path }) => path !== '').map(({ path }) => single(path)).join('|')}) at="$at\${at:+ }$word" ;;
    esac
  done`;

function bash(places: readonly Place[]): string {
  const cases = places.map((place) => `    ${single(place.path)}) words=${single(wordsOf(place).join(' '))}; flags=${single(place.flags.map(({ name }) => name).join(' '))}; files=${place.takesFiles ? 1 : "''"} ;;`);
  return `# Completion of ft for bash (3.2 and later). Load it with: source <(ft completion bash)
_ft_files() {
  local IFS=$'\\n'
  compopt -o filenames 2>/dev/null
  COMPREPLY=($(compgen -f -- "$current"))
}
_ft() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} words='' flags='' files=''
  local before=("\${COMP_WORDS[@]:1:COMP_CWORD-1}")
${walk(places)}
  COMPREPLY=()
  case $previous in
    ${PATHS.join('|')}) _ft_files; return ;;
${Object.entries(VALUES).map(([name, values]) => `    ${name}) COMPREPLY=($(compgen -W ${single(values.join(' '))} -- "$current")); return ;;`).join('\n')}
  esac
  [[ -n $skip ]] && return
  case "$at" in
${cases.join('\n')}
  esac
  if [[ $current == -* ]]; then COMPREPLY=($(compgen -W "$flags" -- "$current"))
  elif [[ -n $files ]]; then _ft_files
  else COMPREPLY=($(compgen -W "$words" -- "$current")); fi
}
complete -F _ft ft finance-tracker
`;
}

function zsh(places: readonly Place[]): string {
  const described = (items: readonly { readonly name: string; readonly about: string }[]): string => items.map(({ name, about }) => single(`${name}:${about}`)).join(' ');
  const cases = places.map((place) => `    ${single(place.path)}) words_=(${described([...place.commands, ...place.words.map((name) => ({ name, about: name }))])}); flags_=(${described(place.flags)}); files_=${place.takesFiles ? 1 : "''"} ;;`);
  return `#compdef ft finance-tracker
# Completion of ft for zsh. Load it with: source <(ft completion zsh), or keep it as _ft in a folder of $fpath.
_ft() {
  local current=\${words[CURRENT]} previous=\${words[CURRENT-1]} files_=''
  local -a before words_ flags_
  (( CURRENT > 2 )) && before=("\${(@)words[2,CURRENT-1]}")
${walk(places)}
  case $previous in
    ${PATHS.join('|')}) _files; return ;;
${Object.entries(VALUES).map(([name, values]) => `    ${name}) compadd -- ${values.join(' ')}; return ;;`).join('\n')}
  esac
  [[ -n $skip ]] && return
  case "$at" in
${cases.join('\n')}
  esac
  if [[ $current == -* ]]; then _describe -o option flags_
  elif [[ -n $files_ ]]; then _files
  else _describe command words_; fi
}
if [[ \${funcstack[1]} == _ft ]]; then _ft "$@"; else compdef _ft ft finance-tracker; fi
`;
}

function fish(places: readonly Place[]): string {
  const lines = places.flatMap((place) => {
    const at = `-n "__ft_at ${single(place.path)}"`;
    return [
      ...place.commands.map(({ name, about }) => `complete -c ft -f ${at} -a ${name} -d ${single(about)}`),
      ...place.words.map((word) => `complete -c ft -f ${at} -a ${word}`),
      ...(place.takesFiles ? [`complete -c ft -F ${at}`] : []),
      ...place.flags.map(({ name, takesValue, about }) =>
        `complete -c ft ${at} -l ${name.slice(2)} -d ${single(about)}${takesValue ? (PATHS.includes(name) ? ' -r -F' : ` -x${VALUES[name] ? ` -a ${single(VALUES[name].join(' '))}` : ''}`) : ''}`),
    ];
  });
  return `# Completion of ft for fish. Keep it as ~/.config/fish/completions/ft.fish
function __ft_at --argument-names wanted
  set -l at ''
  set -l skip ''
  for word in (commandline -opc)[2..-1]
    if test -n "$skip"
      set skip ''
      continue
    end
    switch $word
      case ${valueFlags(places).join(' ')}
        set skip 1
      case '-*'
      case '*'
        set -l next (string trim "$at $word")
        contains -- $next ${places.filter(({ path }) => path !== '').map(({ path }) => single(path)).join(' ')}; and set at $next
    end
  end
  test "$at" = "$wanted"
end
complete -c ft -f
${lines.join('\n')}
complete -c finance-tracker -w ft
`;
}
