import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { LifecycleRoot } from './root';

/** Where Code Editor's data are in images of SageMaker Distribution. */
export const inImage = '/opt/amazon/sagemaker/sagemaker-code-editor-server-data';
export const atHome = '/home/sagemaker-user/sagemaker-code-editor-server-data';

/**
 * Installs an extension as VS Code's server does: into a folder of its own name, and into extensions.json, which is made of
 * the folders that are there when it is missing, and alone counts from then on. Compared with what the server of
 * VS Code 1.139 does (that of code-server), to which links are folders, too.
 */
const editor = `#!/usr/bin/python3
import argparse, json, os, sys, time, zipfile
parser = argparse.ArgumentParser()
for name in "host port base-path server-data-dir extensions-dir user-data-dir install-extension".split():
    parser.add_argument("--" + name)
parser.add_argument("--without-connection-token", action="store_true")
parser.add_argument("--force", action="store_true")
parser.add_argument("--list-extensions", action="store_true")
given = parser.parse_args()
folder = given.extensions_dir
os.makedirs(folder, exist_ok=True)
file = os.path.join(folder, "extensions.json")

def entry(name):
    package = json.load(open(os.path.join(folder, name, "package.json")))
    return {"identifier": {"id": (package["publisher"] + "." + package["name"]).lower()}, "version": package["version"],
        "location": {"$mid": 1, "path": os.path.join(folder, name), "scheme": "file"}, "relativeLocation": name}

def listed():
    if not os.path.exists(file):
        names = [name for name in sorted(os.listdir(folder)) if os.path.exists(os.path.join(folder, name, "package.json"))]
        json.dump([entry(name) for name in names], open(file, "w"))
    return json.load(open(file))

if given.install_extension:
    found = listed()
    with zipfile.ZipFile(given.install_extension) as archive:
        package = json.loads(archive.read("extension/package.json"))
        if "code-99" in json.dumps(package.get("engines", {})):
            sys.exit("Error: Unable to install extension, as it is not compatible with VS Code 1.101.")
        id = (package["publisher"] + "." + package["name"]).lower()
        name = f"{id}-{package['version']}"
        for each in archive.namelist():
            if each.startswith("extension/") and not each.endswith("/"):
                target = os.path.join(folder, name, each[len("extension/"):])
                os.makedirs(os.path.dirname(target), exist_ok=True)
                open(target, "wb").write(archive.read(each))
    json.dump([each for each in found if each["identifier"]["id"] != id] + [entry(name)], open(file, "w"))
elif given.list_extensions:
    for each in listed():
        if os.path.exists(os.path.join(folder, each["relativeLocation"], "package.json")):
            print(each["identifier"]["id"] + "@" + each["version"])
else:
    print("editor of", given.server_data_dir, folder, flush=True)
    time.sleep(1e6)
`;

/** The options that each generation of the distribution gives its editor. */
const options = {
  // Up to 2.2.
  image: `--server-data-dir ${inImage} --extensions-dir ${inImage}/extensions`,
  // 2.3, 2.4 and 3.0.
  settings: `--server-data-dir $persistent_settings_folder --extensions-dir ${inImage}/extensions`,
  // Since 2.5, and since 3.1.
  home: '--server-data-dir $persistent_settings_folder --extensions-dir ${persistent_settings_folder}/extensions',
};
export type Generation = keyof typeof options;

/** Puts Code Editor into an app, as an image of that generation has it, with extensions such as `ms.python-1.0.0`. */
export function withCodeEditor(root: LifecycleRoot, generation: Generation, brings: readonly string[]): void {
  writeFileSync(root.at('/usr/local/bin/sagemaker-code-editor'), editor, { mode: 0o755 });
  writeFileSync(
    root.at('/usr/local/bin/start-code-editor'),
    `#!/bin/bash
persistent_settings_folder=${atHome}
exec sagemaker-code-editor --host 0.0.0.0 --port 8888 --without-connection-token ${options[generation]}
`,
    { mode: 0o755 },
  );
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(root.at(file)), { recursive: true });
    writeFileSync(root.at(file), text);
  };
  rmSync(root.at(inImage), { recursive: true, force: true });
  write(`${inImage}/data/User/settings.json`, '{\n   "extensions.autoUpdate": false\n}\n');
  write(`${inImage}/data/Machine/settings.json`, '{ "python.defaultInterpreterPath": "/opt/conda/bin/python" }\n');
  for (const each of brings) {
    const [, publisher = '', name = '', version = ''] = /^(\w+)\.([\w-]+)-([\d.]+)$/.exec(each) ?? [];
    write(`${inImage}/extensions/${each}/package.json`, JSON.stringify({ publisher, name, version }));
  }
  spawnSync('chown', ['-R', '1000:100', root.at(inImage)]);
}

/** The extensions that the editor of that app has, each as id@version. */
export async function extensionsOf(root: LifecycleRoot, generation: Generation): Promise<string[]> {
  const begin = `persistent_settings_folder=${atHome}; sagemaker-code-editor --list-extensions ${options[generation]}`;
  const { output } = await root.execute(['bash', '-c', begin]);
  return output.trim().split('\n').filter(Boolean).toSorted();
}

/** Writes an extension's file. */
export function makeVsix(file: string, publisher: string, name: string, version: string, engine = '^1.80.0'): void {
  const program = `
import json, sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w") as archive:
    archive.writestr("extension/package.json", sys.argv[2])
    archive.writestr("extension/main.js", "// nothing")
`;
  const about = JSON.stringify({ publisher, name, version, engines: { vscode: engine } });
  const { status, stderr } = spawnSync('python3', ['-c', program, file, about], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}
