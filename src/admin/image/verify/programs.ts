/** Programs that run another with the words behind them, by the options of theirs that take a word. */
const wrappers: [RegExp, RegExp | undefined][] = [
  [/^(tini|dumb-init|catatonit|docker-init)$/, /^-[psev]$/],
  [/^(exec|nohup|with-contenv|s6-setuidgid|xvfb-run|command|time|run-one|run-one-constantly)$/, undefined],
  [/^(env|sudo|nice|stdbuf|timeout)$/, /^-[unkgsC]$/],
  [/^(conda|mamba|micromamba)$/, /^(-n|--name|-p|--prefix|--cwd|-r|--root-prefix)$/],
  [/^(poetry|pipenv|uv|pixi|rye|hatch|pdm)$/, /^(--with|--project|-e|--environment|--python|--package)$/],
  [/^(_entrypoint\.sh|nvidia_entrypoint\.sh|start\.sh|docker-entrypoint\.sh)$/, undefined],
];

/** Shells, and interpreters whose script is another matter. */
const interpreters = /^((ba|da|a|z)?sh|i?python\d?(\.\d+)?|perl|ruby|node)$/;
const names = (word: string) => word.replace(/^.*\//, '');

/**
 * The programs and scripts that a command runs, wrappers such as tini and `conda run` passed over: `tini -- start.sh` is
 * `start.sh`, `bash -c "cd /x && ./run"` is `cd` and `./run`, `python app.py` is `app.py`.
 */
export function programsOf(command: string[]): string[] {
  const words = [...command];
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const name = names(word);
    if (/^[A-Za-z_]\w*=/.test(word) || /^(run|--)$/.test(word)) continue;
    const wrapper = wrappers.find(([pattern]) => pattern.test(name));
    if (wrapper && words.length > 0 && (!managers.test(name) || words[0] === 'run')) {
      if (managers.test(name)) words.shift();
      while (words[0]?.startsWith('-')) if (wrapper[1]?.test(words.shift() ?? '')) words.shift();
      continue;
    }
    if (interpreters.test(name)) return interpreted(word, words);
    return [word];
  }
  return [];
}

const managers = /^(conda|mamba|micromamba|poetry|pipenv|uv|pixi|rye|hatch|pdm)$/;

function interpreted(interpreter: string, words: string[]): string[] {
  const flag = words.findIndex((word) => /^-[a-z]*c$/.test(word));
  if (/sh$/.test(names(interpreter)) && flag >= 0) return linePrograms(words[flag + 1] ?? '');
  if (words[0] === '-m') return [interpreter];
  const script = words.find((word) => !word.startsWith('-'));
  return [script ?? interpreter];
}

/** The first words of the commands in a line for the shell. */
function linePrograms(line: string): string[] {
  return line.split(/&&|\|\||[;|\n]/).flatMap((part) =>
    programsOf(
      part
        .trim()
        .split(/\s+/)
        .filter((word) => word !== ''),
    ),
  );
}

/** Programs that serve neither JupyterLab nor Code Editor, whatever they are given. */
const noServer =
  /^((ba|da|a|z)?sh|i?python\d?(\.\d+)?|R|julia|node|irb|perl|ruby|cd|source|\.|eval|export|set|mkdir|conda|mamba|micromamba|true|false|sleep|tail|cat|echo|ls|nginx|httpd|apache2|uvicorn|gunicorn|hypercorn|streamlit|flask|mlflow|tensorboard|rserver|rstudio-server|mysqld|postgres|redis-server|java|tini|dumb-init|nvidia-smi)$/;

export const isNoServer = (program: string) => noServer.test(names(program));

/** Programs that are known by name: nobody needs to have read them. */
export const isStandard = (program: string) =>
  isNoServer(program) ||
  /^(jupyter([-\w]*)|code-server|sagemaker-code-editor|openvscode-server|supervisord)$/.test(names(program));
