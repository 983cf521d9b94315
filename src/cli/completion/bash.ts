import type { CommandWords } from './tree';

/** A script for bash 4 and later; it needs nothing of the package bash-completion. */
export const bashCompletion = (commands: CommandWords[]) => `# bash: source <(studiolo completion bash)
_studiolo() {
  local at='' words='' i current=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD - 1]}
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
${commands.map(({ path, commands, options }) => `  ${quoted(path)}) words=${quoted([...commands, ...options].map(({ name }) => name).join(' '))} ;;`).join('\n')}
  esac
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}
complete -F _studiolo studiolo
`;

function values({ path, options }: CommandWords): string[] {
  return options.flatMap(({ name, value }) => {
    if (value === 'none') return [];
    const after = quoted(`${path} ${name}`);
    if (value === 'any') return `  ${after}) return ;;`;
    if (value === 'file') return `  ${after}) compopt -o default; return ;;`;
    if (value === 'domain')
      return `  ${after}) mapfile -t COMPREPLY < <(compgen -W "$(studiolo completion domains 2>/dev/null)" -- "$current"); return ;;`;
    return `  ${after}) mapfile -t COMPREPLY < <(compgen -W ${quoted(value.join(' '))} -- "$current") && return ;;`;
  });
}

/** A word for bash and zsh alike. */
export const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
