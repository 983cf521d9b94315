import { add, change, drop, type Entry, type ImageSpec } from './image-spec';
import { kernel } from './defects/parts';

/** Images in which what is read is a link: engines, and the programs in the container, follow it. */
interface LinkedImage {
  name: string;
  link: (spec: ImageSpec) => void;
}

/** Takes a file out of all layers. Returns it as it was in the end. */
function take(spec: ImageSpec, name: string): Entry {
  const found = spec.layers.flat().findLast((entry) => entry.name === name);
  if (!found) throw new Error(`no entry ${name}`);
  drop(spec, name);
  return { ...found };
}

/** Puts a file elsewhere, with an entry of another kind in its place. */
const replaced = (from: string, to: string, by: (to: string) => Partial<Entry>) => (spec: ImageSpec) => {
  const entry = take(spec, from);
  add(spec, { ...entry, name: to }, { name: from, ...by(to) });
};
const symlink = (to: string) => ({ target: `/${to}` });
const hardLink = (to: string) => ({ hardLink: to });

export const linkedImages: LinkedImage[] = [
  {
    name: "kernel.json as a hard link into conda's package cache",
    link: replaced(kernel, 'opt/conda/pkgs/ipykernel-6/share/jupyter/kernels/python3/kernel.json', hardLink),
  },
  { name: 'kernel.json as a hard link to another name', link: replaced(kernel, 'opt/kernels/python.json', hardLink) },
  { name: 'kernel.json as a symbolic link', link: replaced(kernel, 'opt/k/kernel.json', symlink) },
  { name: 'kernel.json as a link to another name', link: replaced(kernel, 'opt/kernels/python.json', symlink) },
  {
    name: 'kernel.json as a hard link, whose target a later layer removes',
    link: (spec) => {
      replaced(kernel, 'opt/kernels/python.json', hardLink)(spec);
      add(spec, { name: 'opt/.wh.kernels', content: '' });
    },
  },
  {
    name: 'kernel.json as a hard link to a file of a lower layer',
    link: (spec) => {
      const entry = take(spec, kernel);
      add(spec, { ...entry, name: 'opt/kernels/python.json' });
      add(spec, { name: kernel, hardLink: 'opt/kernels/python.json' });
    },
  },
  {
    name: 'kernel.json as a symbolic link to a hard link',
    link: (spec) => {
      const entry = take(spec, kernel);
      add(
        spec,
        { ...entry, name: 'opt/kernels/a.json' },
        { name: 'opt/kernels/b.json', hardLink: '/opt/kernels/a.json' },
        { name: kernel, target: '../../../../../../opt/kernels/b.json' },
      );
    },
  },
  ...['usr/local/share/jupyter/kernels/python3', 'usr/local/share/jupyter/kernels', 'usr/local/share/jupyter'].map(
    (folder) => ({
      name: `${folder} as a link to a folder`,
      link: (spec: ImageSpec) => {
        const moved = spec.layers.flat().filter(({ name }) => name.startsWith(`${folder}/`));
        drop(spec, `${folder}/`);
        for (const entry of moved) add(spec, { ...entry, name: entry.name.replace(folder, 'opt/linked') });
        add(spec, { name: folder, target: '/opt/linked' });
        change(spec, folder, {});
      },
    }),
  ),
  { name: '/etc/passwd as a symbolic link', link: replaced('etc/passwd', 'usr/etc/passwd', symlink) },
  { name: '/etc/passwd as a hard link', link: replaced('etc/passwd', 'opt/accounts', hardLink) },
  { name: '/etc/group as a link to another name', link: replaced('etc/group', 'usr/lib/groups.txt', symlink) },
  {
    name: '/etc as a link to a folder',
    link: (spec) => {
      for (const entry of spec.layers.flat())
        if (entry.name.startsWith('etc/')) entry.name = entry.name.replace('etc/', 'private/etc/');
      spec.layers[0]?.push({ name: 'etc', target: 'private/etc' });
    },
  },
  {
    name: 'files that a layer puts below a link to a folder',
    link: (spec) => {
      const entry = take(spec, kernel);
      add(spec, { name: 'usr/shared', target: 'local/share' });
      add(spec, { ...entry, name: kernel.replace('usr/local/share', 'usr/shared') });
    },
  },
  {
    name: 'a layer that the manifest names twice',
    link: (spec) => {
      const last = spec.layers.at(-1) ?? [];
      spec.layers.push(last);
      spec.config.history.push({ created_by: 'RUN true' });
    },
  },
];
