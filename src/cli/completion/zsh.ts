import { quoted } from './bash';
import type { Choice, CommandWords } from './tree';

/** A script for zsh whose completion system is on (`compinit`). */
export const zshCompletion = (commands: CommandWords[]) => `#compdef studiolo
# zsh: source <(studiolo completion zsh)
_studiolo() {
  local at='' files='' i before=\${words[CURRENT - 1]}
  local -a choices
  for ((i = 2; i < CURRENT; i++)); do
    case "$at \${words[i]}" in
    ${commands
      .slice(1)
      .map(({ path }) => quoted(path))
      .join(' | ')}) at+=" \${words[i]}" ;;
    esac
  done
  if [[ $PREFIX == --*=* ]]; then
    before=\${PREFIX%%=*}
    compset -P 1 '*='
  fi
  case "$at $before" in
${commands.flatMap(values).join('\n')}
  esac
  case $at in
${commands.map(({ path, commands, options, files }) => `  ${quoted(path)}) choices=(${[...commands, ...options].map(described).join(' ')})${files ? ' files=yes' : ''} ;;`).join('\n')}
  esac
  if [[ -n $files && $PREFIX != -* ]]; then _files; fi
  _describe studiolo choices
}
if [[ \${funcstack[1]} == _studiolo ]]; then _studiolo "$@"; else compdef _studiolo studiolo; fi
`;

function values({ path, options }: CommandWords): string[] {
  return options.flatMap(({ name, value, list }) => {
    if (value === 'none') return [];
    const after = quoted(`${path} ${name}`);
    if (value === 'any') return `  ${after}) return ;;`;
    if (value === 'file') return `  ${after}) _files; return ;;`;
    if (value === 'domain')
      return `  ${after}) ${list ? `compset -P '*,'; ` : ''}compadd -- \${(f)"$(studiolo completion domains 2>/dev/null)"}; return ;;`;
    return `  ${after}) ${list ? `compset -P '*,'; ` : ''}compadd -- ${value.map(quoted).join(' ')}; return ;;`;
  });
}

const described = ({ name, description }: Choice) =>
  quoted([name, description.replaceAll(':', '\\:')].filter(Boolean).join(':'));
