import type { CommandWords } from './tree';

/** A script for bash 4 and later; it needs nothing of the package bash-completion. */
export const bashCompletion = (commands: CommandWords[]) => `# bash: source <(studiolo completion bash)
_studiolo() {
  local at='' words='' files='' i current=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD - 1]}
  # bash takes --option=value for three words.
  if [[ $current == = ]]; then current=''; elif [[ $before == = ]]; then before=\${COMP_WORDS[COMP_CWORD - 2]}; fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$at \${COMP_WORDS[i]}" in
    ${commands
      .slice(1)
      .map(({ path }) => quoted(path))
      .join(' | ')}) at+=" \${COMP_WORDS[i]}" ;;
    esac
  done
  COMPREPLY=()
  case "$at $before" in
${commands.flatMap(values).join('\n')}
  esac
  case $at in
${commands.map(({ path, commands, options, files }) => `  ${quoted(path)}) words=${quoted([...commands, ...options].map(({ name }) => name).join(' '))}${files ? ' files=yes' : ''} ;;`).join('\n')}
  esac
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
  if [[ $files && $current != -* ]]; then compopt -o default; fi
}
complete -F _studiolo studiolo
`;

function values({ path, options }: CommandWords): string[] {
  return options.flatMap(({ name, value, list }) => {
    if (value === 'none') return [];
    const after = quoted(`${path} ${name}`);
    if (value === 'any') return `  ${after}) return ;;`;
    if (value === 'file') return `  ${after}) compopt -o default; return ;;`;
    if (value === 'domain')
      return `  ${after}) mapfile -t COMPREPLY < <(compgen -W "$(studiolo completion domains 2>/dev/null)" -- "$current"); return ;;`;
    // What stands before the last comma stays.
    const offer = list ? `-P "$([[ $current == *,* ]] && echo "\${current%,*},")" ` : '';
    const written = list ? '${current##*,}' : '$current';
    return `  ${after}) mapfile -t COMPREPLY < <(compgen ${offer}-W ${quoted(value.join(' '))} -- "${written}"); return ;;`;
  });
}

/** A word for bash and zsh alike. */
export const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
