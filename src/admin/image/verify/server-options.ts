import { homeMount } from './app-type';
import type { PlannedImage, ReadImage } from './contents';
import type { Launch } from './launch';

/** Options of the server that are found in the command, its scripts and its configuration: every value, in order. */
export interface ServerOptions {
  kind: 'jupyter' | 'code-editor' | 'unknown';
  port: string[];
  baseUrl: string[];
  address: string[];
  token: string[];
  origin: string[];
  /** Hashes of passwords that the server asks for. */
  password: string[];
  /** Code Editor's `--without-connection-token`. */
  withoutToken: boolean;
  /** Configuration files that the command names with `--config`. */
  named: string[];
}

const jupyter =
  /(^|[\s/"'=(])(jupyter(-lab|-server|-labhub|-notebook)?|(-m\s+|-m["',]+\s*)(jupyterlab|jupyter_server|jupyter|notebook|nbclassic)|start-(notebook|singleuser)\.(sh|py))(?=$|[\s"';&|)])/m;
const codeEditor = /(^|[\s/"'])(sagemaker-code-editor|code-server|openvscode-server)(?=$|[\s"';])/m;
const names = {
  port: /^((Server|Notebook|Lab)App\.)?port$/,
  baseUrl: /^(((Server|Notebook|Lab)App\.)?base_url|(server-)?base-path)$/,
  address: /^(((Server|Notebook|Lab)App\.)?ip|host)$/,
  token: /^((Server|Notebook|Lab)App|IdentityProvider)\.token$/,
  password: /^(((Server|Notebook|Lab)App|PasswordIdentityProvider)\.)(hashed_)?password$/,
  origin: /^((Server|Notebook|Lab)App\.)?allow_origin(_pat)?$/,
};

/**
 * Reads the options. `configuration` is what Jupyter's own configuration files say, `env` the image's variables, of
 * which jupyter_server takes JUPYTER_PORT for its port where nothing else says one.
 */
export function serverOptions(
  launch: Launch,
  configuration: string[],
  env: Record<string, string> = {},
): ServerOptions {
  const command = launch.texts.map(({ text }) => text).join('\n');
  const kind = codeEditor.test(command) ? 'code-editor' : jupyter.test(command) ? 'jupyter' : 'unknown';
  const options: ServerOptions = {
    kind,
    port: [],
    baseUrl: [],
    address: [],
    token: [],
    origin: [],
    password: [],
    withoutToken: /--without-connection-token|--auth[= ]none/.test(command),
    named: [...command.matchAll(/--config[= ]["']?([^\s"']+)/g)].flatMap(([, file]) => file ?? []),
  };
  const take = (name: string, value: string) => {
    for (const key of ['port', 'baseUrl', 'address', 'token', 'origin', 'password'] as const) {
      if (names[key].test(name)) options[key].push(value);
    }
  };
  for (const [, name = '', value = ''] of command.matchAll(/--([\w.-]+)(?:=|[ \t]+(?!-))("[^"]*"|'[^']*'|[^\s"']*)/g)) {
    take(name, unquoted(value));
    const [, host, port] = name === 'bind-addr' ? (/^(.*):([^:]+)$/.exec(unquoted(value)) ?? []) : [];
    if (host !== undefined && port !== undefined) {
      options.address.push(host);
      options.port.push(port);
    }
  }
  if (kind !== 'code-editor') {
    for (const text of configuration) readConfiguration(text, take);
    const port = env['JUPYTER_PORT'];
    if (port !== undefined && options.port.length === 0) options.port.push(port);
  }
  return options;
}

/** The texts of Jupyter's configuration files in an image, outside the home folder, where the volume hides them. */
export function jupyterConfiguration({ files }: ReadImage): string[] {
  return [...files.below('/')].flatMap(([path, { text }]) =>
    text !== undefined && !path.startsWith('/home/') && configurationFile.test(path) ? [text] : [],
  );
}

/** The same of an image that is not built yet. */
export function plannedConfiguration({ files }: PlannedImage): string[] {
  return [...files].flatMap(([path, text]) =>
    text !== undefined && !path.startsWith(`${homeMount}/`) && plannedFile.test(path) ? [text] : [],
  );
}

/** In a home folder of another name than the volume's, and in the working folder, Jupyter finds it too. */
const plannedFile = /(^|\/)jupyter_((server|lab|notebook)_)?config(\.d\/[^/]+)?\.(py|json)$/;

const configurationFile = /\/jupyter\/(jupyter_(server|lab|notebook)_config(\.d\/[^/]+)?)\.(py|json)$/;

/** `c.ServerApp.port = 8888` of a .py file, `{"ServerApp": {"port": 8888}}` of a .json file. */
function readConfiguration(text: string, take: (name: string, value: string) => void): void {
  for (const [, name = '', value = ''] of text.matchAll(/^\s*c\.([\w.]+)\s*=\s*(.+?)\s*(?:#.*)?$/gm)) {
    // What Python works out is known only when the app runs.
    take(name, literal.test(value) ? unquoted(value) : '$');
  }
  for (const [, section = '', body = ''] of text.matchAll(/"(\w+)"\s*:\s*\{([^{}]*)\}/g)) {
    for (const [, name = '', value = ''] of body.matchAll(/"(\w+)"\s*:\s*("[^"]*"|[^,\s}]+)/g)) {
      take(`${section}.${name}`, unquoted(value));
    }
  }
}

const literal = /^(u?"[^"]*"|u?'[^']*'|[\w.-]+)$/;
const unquoted = (value: string) => value.replaceAll(/^u?["']|["']$/g, '');
