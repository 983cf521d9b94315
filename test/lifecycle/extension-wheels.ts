import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A wheel of a prebuilt extension of JupyterLab, or of what one needs. */
export interface Made {
  name: string;
  version: string;
  requires?: readonly string[];
  /** Says what the package prints, so that two with one name and version can differ. */
  text?: string;
}

const program = `
import json, sys, zipfile
folder, made = sys.argv[1], json.loads(sys.argv[2])
name, version = made["name"].replace("-", "_"), made["version"]
info, lab = f"{name}-{version}.dist-info", f"{name}-{version}.data/data/share/jupyter/labextensions/{made['name']}"
files = {
    f"{name}/__init__.py": "text = " + repr(made.get("text", "")),
    f"{lab}/package.json": json.dumps({"name": made["name"], "version": version, "jupyterlab": {"extension": True, "outputDir": "x",
        "_build": {"load": "static/remoteEntry.js", "extension": "./extension"}}}),
    f"{lab}/static/remoteEntry.js": "// nothing",
    f"{info}/METADATA": "\\n".join(["Metadata-Version: 2.1", f"Name: {made['name']}", f"Version: {version}",
        *(f"Requires-Dist: {each}" for each in made.get("requires", []))]) + "\\n",
    f"{info}/WHEEL": "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
}
record = "".join(f"{each},,\\n" for each in [*files, f"{info}/RECORD"])
with zipfile.ZipFile(f"{folder}/{name}-{version}-py3-none-any.whl", "w") as wheel:
    for each, text in {**files, f"{info}/RECORD": record}.items():
        wheel.writestr(zipfile.ZipInfo(each), text)
`;

/** Writes wheels into a folder; returns the SHA-256 of the last one. */
export function makeWheels(folder: string, ...all: readonly Made[]): string {
  mkdirSync(folder, { recursive: true });
  let last = '';
  for (const made of all) {
    const { status, stderr } = spawnSync('python3', ['-c', program, folder, JSON.stringify(made)], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stderr);
    last = path.join(folder, `${made.name.replaceAll('-', '_')}-${made.version}-py3-none-any.whl`);
  }
  return createHash('sha256').update(readFileSync(last)).digest('hex');
}
