import { cutDockerfile } from '../../../src/admin/image/reading/dockerfile-instructions';
import { codesOf, options, planned, serve, whoRuns } from './dockerfile-text';

const ada = 'FROM debian:12.5.0\nRUN useradd -m -u 1000 -g 100 ada\n';
const codes = (text: string, files?: Record<string, string>) => codesOf(planned(text, files));

describe('a Dockerfile is read as engines read it', () => {
  it.each([
    ['CMD before ENTRYPOINT is kept', `${ada}USER ada\nCMD [${options}]\nENTRYPOINT ["jupyter-lab"]`, []],
    ['quotes around USER are taken off', `${ada}USER "ada"\n${serve}`, []],
    ['and single ones', `${ada}USER 'ada'\n${serve}`, []],
    ['and those around its group', `${ada}USER "ada":"users"\n${serve}`, []],
    ['stage names regardless of case', `FROM debian:12 AS Base\n${ada.slice(19)}USER ada\nFROM base\n${serve}`, []],
    ['keywords and AS in any case', `${ada.replace('FROM', 'from')}user ada\ncmd ${serve.slice(4)}`, []],
    ['another platform', `${ada.replace('FROM', 'FROM --platform=linux/arm64')}USER ada\n${serve}`, ['architecture']],
    [
      'by an argument',
      `ARG P=linux/arm64/v8\n${ada.replace('FROM', 'FROM --platform=$P')}USER ada\n${serve}`,
      ['architecture'],
    ],
    [
      'a platform that the build gives',
      `${ada.replace('FROM', 'FROM --platform=$TARGETPLATFORM')}USER ada\n${serve}`,
      [],
    ],
    ['of a stage that is only copied from', `FROM --platform=linux/arm64 debian AS x\n${ada}USER ada\n${serve}`, []],
    ['Windows', `FROM --platform=windows/amd64 debian:12\nUSER 1000:100\n${serve}`, ['operating-system']],
    ['single quotes make no JSON', `${ada}USER ada\nCMD ['jupyter','lab']`, ['entrypoint-no-server']],
    ['nor does a comma at the end', `${ada}USER ada\nCMD ["jupyter","lab",${options},]`, ['entrypoint-no-server']],
    [
      'a test at the beginning is a command',
      `${ada}USER ada\nCMD [ -f /x ] && jupyter lab ${options.replaceAll(/[",]+/g, ' ')}`,
      [],
    ],
    ['a whole command in one word is no program', `${ada}USER ada\nCMD ["jupyter lab"]`, ['entrypoint-no-server']],
    [
      'ONBUILD waits for the next stage',
      `FROM debian:12 AS a\nONBUILD RUN useradd -u 1000 -g 100 ada\nFROM a\nUSER ada\n${serve}`,
      [],
    ],
    ['and does nothing in its own', `FROM debian:12\nONBUILD USER 1000:100\n${serve}`, ['user-is-root']],
    [
      'SHELL is what shell forms run in',
      `${ada}SHELL ["/bin/bash", "-c"]\nUSER ada\nCMD jupyter lab ${options.replaceAll(/[",]+/g, ' ')}`,
      [],
    ],
    ['the escape directive', `# escape=\`\n${ada.replace('useradd', 'useradd `\n')}USER ada\n${serve}`, []],
    ['which counts at the top alone', `${ada}# escape=\`\nUSER \\\n ada\n${serve}`, []],
    ['comments and empty lines among continued ones', `${ada}USER \\\n\n# who\n  ada\n${serve}`, []],
    ['a word that goes on in the next line', `${ada}USER a\\\nda\n${serve}`, []],
    ['a byte order mark, and Windows line ends', `\ufeff${ada}USER ada\n${serve}`.replaceAll('\n', '\r\n'), []],
    [
      'LABEL and ENV with quotes and several words',
      `${ada}LABEL a="b USER" c='d'\nENV WHO="ada" X="a b"\nUSER $WHO\n${serve}`,
      [],
    ],
    ['ENV name value', `${ada}ENV WHO ada\nUSER \${WHO:-bob}\n${serve}`, []],
    ['ENV wins over ARG', `${ada}ARG WHO=bob\nENV WHO=ada\nUSER $WHO\n${serve}`, []],
    ['variables in one ENV see those before it', `${ada}ENV A=ada\nENV A=bob WHO=$A\nUSER $WHO\n${serve}`, []],
    ['what nothing sets is empty, and so is root', `${ada}USER $WHO\n${serve}`, ['user-is-root']],
    ['a dollar that is escaped is none', `${ada}USER \\$WHO\n${serve}`, ['user-unknown']],
    ["ARG without a value is the build's", `${ada}ARG WHO\nUSER $WHO\n${serve}`, ['user-not-known']],
    ['ARG before FROM is not seen after it', `ARG WHO=ada\n${ada}USER $WHO\n${serve}`, ['user-is-root']],
    ['until it is named again', `ARG WHO=ada\n${ada}ARG WHO\nUSER $WHO\n${serve}`, []],
    ["a group that is empty is the user's own", `${ada}USER 1000:\n${serve}`, []],
    ['a group that nobody has', `${ada}USER ada:nobodies\n${serve}`, ['group-unknown']],
  ])('%s', (_what, text, expected) => {
    expect(codes(text)).toEqual(expected);
  });

  it('here-documents write files, which their names end', () => {
    const conf = '/etc/jupyter/jupyter_server_config.py';
    const lines =
      "c.ServerApp.ip = '0.0.0.0'\nc.ServerApp.base_url = '/jupyterlab/default'\nc.ServerApp.token = ''\nc.ServerApp.allow_origin = '*'\n";
    const start = 'USER ada\nCMD ["jupyter-lab"]\n';
    expect(codes(`${ada}COPY <<EOF ${conf}\n${lines}EOF\n${start}`)).toEqual([]);
    expect(codes(`${ada}COPY <<"A" <<-B /etc/jupyter/\nx\nA\n\ty\n\tB\n${start}`)).toContain('base-url-missing');
    expect(codes(`${ada}RUN cat > ${conf} <<'EOF'\n${lines}EOF\n${start}`)).toEqual([]);
    expect(codes(`${ada}RUN <<EOF\ncat > ${conf} <<'IN'\n${lines}IN\nEOF\n${start}`)).toEqual([]);
  });

  it.each([
    ['no FROM', 'RUN true\n', 0],
    ['an instruction before FROM', 'RUN true\nFROM debian\n', 1],
    ['a word that is no instruction', 'FROM debian\nRUNN true\n', 2],
    ['a here-document without an end', 'FROM debian\nRUN <<EOF\ntrue\n', 2],
    ['USER without a name', 'FROM debian\nUSER\n', 2],
    ['SHELL that is no JSON', 'FROM debian\nSHELL /bin/bash -c\n', 2],
    ['a base that is no name', 'FROM python:3:8\n', 1],
  ])('%s is refused', (_what, text, line) => {
    expect(() => planned(text)).toThrow(expect.objectContaining({ line }));
  });

  it('an instruction of another frontend is passed over', () => {
    expect(whoRuns(planned('# syntax=example.com/frontend:1\nFROM debian:12\nPIN x\nUSER 1000:100\n'))).toBe(
      '1000:100',
    );
  });

  it('keeps here-documents and line numbers', () => {
    const { instructions } = cutDockerfile('FROM a\nRUN <<EOF\nuseradd me\nEOF\nRUN a && \\\n\n  # no\n  b\nUSER me\n');
    expect(instructions).toEqual([
      { keyword: 'FROM', text: 'a', heredocs: [], line: 1 },
      { keyword: 'RUN', text: '<<EOF', heredocs: [{ name: 'EOF', text: 'useradd me\n', literal: false }], line: 2 },
      { keyword: 'RUN', text: 'a &&   b', heredocs: [], line: 5 },
      { keyword: 'USER', text: 'me', heredocs: [], line: 9 },
    ]);
  });
});
