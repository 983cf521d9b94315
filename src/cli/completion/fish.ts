import type { Option, CommandWords } from './tree';

/** A script for fish. */
export const fishCompletion = (commands: CommandWords[]) => `# fish: studiolo completion fish | source
function __studiolo_at
  set -l at
  for word in (commandline -opc)[2..]
    if contains -- "$at $word" ${commands
      .slice(1)
      .map(({ path }) => quoted(path))
      .join(' ')}
      set at "$at $word"
    end
  end
  test "$at" = "$argv[1]"
end
complete -c studiolo -f
${commands.flatMap(lines).join('\n')}
`;

function lines({ path, commands, options, files }: CommandWords): string[] {
  const here = `complete -c studiolo -n ${quoted(`__studiolo_at ${quoted(path)}`)}`;
  return [
    ...(files ? [`${here} -F`] : []),
    ...commands.map(({ name, description }) => `${here} -a ${name} -d ${quoted(description)}`),
    ...options.map(({ name, description, value, list }) => {
      const follows = following(value, list);
      return `${here} -l ${name.slice(2)}${follows} -d ${quoted(description)}`;
    }),
  ];
}

const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

function following(value: Option['value'], list: boolean): string {
  if (value === 'none') return '';
  if (value === 'file') return ' -rF';
  if (value === 'any') return ' -x';
  if (value === 'domain') return " -xa '(studiolo completion domains 2>/dev/null)'";
  return ` -xa ${quoted(list ? `(__fish_append , ${value.join(' ')})` : value.join(' '))}`;
}
