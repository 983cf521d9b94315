import { type BaseContents, accountsOf } from './base-contents';
import type { Distribution, PlannedAccounts } from './planned-accounts';

/** When the table was last held against its sources. */
export const knownAsOf = '2026-11';

/** What images of one publisher bring, by tag. */
interface Known {
  /** Names as `plainName` writes them. */
  names: RegExp;
  source: string;
  brings: (
    name: string,
    tag: string,
  ) => Partial<BaseContents['config']> & {
    distribution: Distribution;
    /** In place of those of the distribution alone. */
    accounts?: PlannedAccounts;
    shell?: string[];
    files?: Record<string, string>;
  };
}

const debian =
  'root:x:0:0:root:/root:/bin/bash daemon:x:1:1::/usr/sbin: bin:x:2:2::/bin: sys:x:3:3::/dev: sync:x:4:65534::/bin: games:x:5:60::/usr/games: man:x:6:12::/var/cache/man: lp:x:7:7::/var/spool/lpd: mail:x:8:8::/var/mail: news:x:9:9::/var/spool/news: uucp:x:10:10::/var/spool/uucp: proxy:x:13:13::/bin: www-data:x:33:33::/var/www: backup:x:34:34::/var/backups: list:x:38:38::/var/list: irc:x:39:39::/run/ircd: _apt:x:42:65534::/nonexistent: nobody:x:65534:65534::/nonexistent:';
const debianGroups =
  'root:0 daemon:1 bin:2 sys:3 adm:4 tty:5 disk:6 lp:7 mail:8 news:9 uucp:10 man:12 proxy:13 kmem:15 dialout:20 fax:21 voice:22 cdrom:24 floppy:25 tape:26 sudo:27 audio:29 dip:30 www-data:33 backup:34 operator:37 list:38 irc:39 src:40 shadow:42 utmp:43 video:44 sasl:45 plugdev:46 staff:50 games:60 users:100 nogroup:65534';
const others =
  'root:x:0:0:root:/root:/bin/sh bin:x:1:1::/bin: daemon:x:2:2::/sbin: adm:x:3:4::/var/adm: lp:x:4:7::/var/spool/lpd: sync:x:5:0::/sbin: mail:x:8:12::/var/mail: nobody:x:65534:65534::/:';
const otherGroups = 'root:0 bin:1 daemon:2 sys:3 adm:4 tty:5 disk:6 lp:7 mail:12 wheel:10 users:100 nobody:65534';

/** The accounts of a distribution's own image, and more of them as passwd and `name:gid` write them. */
function accounts(distribution: Distribution, more = '', moreGroups = ''): PlannedAccounts {
  const [users, groups] = distribution === 'debian' ? [debian, debianGroups] : [others, otherGroups];
  const lines = (text: string) => text.trim().split(/\s+/).join('\n');
  return accountsOf(
    lines(`${users} ${more}`),
    lines(`${groups} ${moreGroups}`)
      .split('\n')
      .map((line) => line.replace(':', ':x:') + ':')
      .join('\n'),
    distribution,
  );
}

const may = (known: PlannedAccounts, open: string): PlannedAccounts => ({ ...known, open });

/** Ubuntu's images have a user `ubuntu` since 23.04 (Launchpad bug 2005129). */
function ubuntu(version: string): PlannedAccounts {
  const [, year] = /^(\d{2})\.\d{2}/.exec(version) ?? [];
  const named = /^(trusty|xenial|bionic|focal|jammy|kinetic)/.test(version);
  if (named || (year !== undefined && Number(year) < 23)) return accounts('debian');
  return accounts('debian', 'ubuntu:x:1000:1000::/home/ubuntu:/bin/bash', 'ubuntu:1000');
}

const bash = { entrypoint: [], cmd: ['/bin/bash'] };
/** The release of Ubuntu or another distribution that tags such as `12.4.1-devel-ubuntu22.04` name. */
const releaseIn = (tag: string) => /(ubuntu|ubi|rockylinux|rocky|centos)-?([\d.]+)?/.exec(tag);

const jovyan = 'jovyan:x:1000:100::/home/jovyan:/bin/bash';
/** /etc/jupyter/jupyter_server_config.py of docker-stacks' base-notebook, as far as the rules ask. */
const stacksConfiguration = 'c.ServerApp.ip = ""\n';
/** What start-notebook.py runs, besides the arguments that it is given. */
const stacksStart = '#!/bin/bash\nexec jupyter lab $NOTEBOOK_ARGS "$@"\n';
const through = '#!/bin/bash\nexec "$@"\n';

const table: Known[] = [
  {
    names: /^(debian|buildpack-deps)$/,
    source: 'https://github.com/debuerreotype/docker-debian-artifacts',
    brings: () => ({ distribution: 'debian', cmd: ['bash'] }),
  },
  {
    names: /^ubuntu$/,
    source: 'https://hub.docker.com/_/ubuntu',
    brings: (_name, tag) => ({ distribution: 'debian', ...bash, accounts: ubuntu(tag) }),
  },
  {
    names: /^alpine$/,
    source: 'https://github.com/alpinelinux/docker-alpine',
    brings: () => ({ distribution: 'alpine', cmd: ['/bin/sh'] }),
  },
  {
    names: /^amazonlinux$/,
    source: 'https://github.com/amazonlinux/container-images',
    brings: () => ({ distribution: 'redhat', ...bash }),
  },
  {
    names: /^(fedora|centos|rockylinux|almalinux|redhat\/ubi\d)$/,
    source: 'https://src.fedoraproject.org/rpms/shadow-utils',
    brings: () => ({ distribution: 'redhat', ...bash }),
  },
  {
    names: /^python$/,
    source: 'https://github.com/docker-library/python/blob/4f07059/Dockerfile-linux.template',
    brings: (_name, tag) => ({ distribution: tag.includes('alpine') ? 'alpine' : 'debian', cmd: ['python3'] }),
  },
  {
    names: /^julia$/,
    source: 'https://github.com/docker-library/julia/tree/aa7507f',
    brings: () => ({
      distribution: 'debian',
      entrypoint: ['docker-entrypoint.sh'],
      cmd: ['julia'],
      files: { '/usr/local/bin/docker-entrypoint.sh': through },
    }),
  },
  {
    names: /^(r-base|rocker\/r-base)$/,
    source: 'https://github.com/rocker-org/rocker/tree/353d611/r-base',
    brings: () => ({
      distribution: 'debian',
      cmd: ['R'],
      accounts: accounts('debian', 'docker:x:1000:1000::/home/docker:/bin/bash', 'docker:1000'),
    }),
  },
  {
    names: /^rocker\/(r-ver|rstudio|tidyverse|verse|geospatial|shiny|shiny-verse|ml|ml-verse|cuda)$/,
    source: 'https://github.com/rocker-org/rocker-versioned2/tree/69cded5',
    brings: (name) => ({
      distribution: 'debian',
      cmd: [name === 'rocker/r-ver' ? 'R' : '/init'],
      accounts: may(accounts('debian'), 'which users rocker images have changes with their version'),
    }),
  },
  {
    names: /^(continuumio\/(miniconda3|anaconda3)|anaconda\/miniconda)$/,
    source: 'https://github.com/ContinuumIO/docker-images/tree/dc64b23',
    brings: () => ({ distribution: 'debian', ...bash }),
  },
  {
    names: /^((quay\.io\/)?condaforge\/(miniforge3|mambaforge))$/,
    source: 'https://github.com/conda-forge/miniforge-images/blob/841e405/ubuntu/Dockerfile',
    brings: () => ({
      distribution: 'debian',
      entrypoint: ['tini', '--'],
      cmd: ['/bin/bash'],
      accounts: may(accounts('debian'), "whether Ubuntu's own user is there changes with the version"),
    }),
  },
  {
    names: /^mambaorg\/micromamba$/,
    source: 'https://github.com/mamba-org/micromamba-docker/blob/a815800/debian.Dockerfile',
    brings: (_name, tag) => ({
      distribution: tag.includes('alpine') ? 'alpine' : 'debian',
      user: 'mambauser',
      env: {
        MAMBA_USER: 'mambauser',
        MAMBA_USER_ID: '57439',
        MAMBA_USER_GID: '57439',
        MAMBA_ROOT_PREFIX: '/opt/conda',
      },
      entrypoint: ['/usr/local/bin/_entrypoint.sh'],
      cmd: ['/bin/bash'],
      workingDir: '/tmp',
      shell: ['/usr/local/bin/_dockerfile_shell.sh'],
      files: { '/usr/local/bin/_entrypoint.sh': through },
      // Up to 1.4 it was 1000; images on Ubuntu have a user 1000 besides.
      accounts: may(
        accounts('debian', 'mambauser:x:57439:57439::/home/mambauser:/bin/bash', 'mambauser:57439'),
        'which users micromamba images have beside mambauser changes with their tag',
      ),
    }),
  },
  {
    names: /^nvidia\/cuda$/,
    source: 'https://gitlab.com/nvidia/container-images/cuda',
    brings: (_name, tag) => {
      const [, system = '', version = ''] = releaseIn(tag) ?? [];
      return {
        distribution: system === '' || system === 'ubuntu' ? 'debian' : 'redhat',
        entrypoint: tag.includes('-base') ? [] : ['/opt/nvidia/nvidia_entrypoint.sh'],
        cmd: ['/bin/bash'],
        files: { '/opt/nvidia/nvidia_entrypoint.sh': through },
        accounts:
          system === 'ubuntu' ? ubuntu(version) : may(accounts('debian'), `the tag ${tag} does not tell the system`),
      };
    },
  },
  {
    names: /^(nvcr\.io\/nvidia\/(pytorch|tensorflow|tritonserver|cuda)|pytorch\/pytorch|tensorflow\/tensorflow)$/,
    source:
      'https://catalog.ngc.nvidia.com, https://github.com/pytorch/pytorch, https://github.com/tensorflow/tensorflow',
    brings: (name, tag) => ({
      distribution: 'debian',
      entrypoint: name.startsWith('nvcr') ? ['/opt/nvidia/nvidia_entrypoint.sh'] : [],
      cmd:
        name.startsWith('tensorflow') && tag.includes('jupyter')
          ? [
              'bash',
              '-c',
              'source /etc/bash.bashrc && jupyter notebook --notebook-dir=/tf --ip 0.0.0.0 --no-browser --allow-root',
            ]
          : ['/bin/bash'],
      files: { '/opt/nvidia/nvidia_entrypoint.sh': through },
      accounts: may(accounts('debian'), "whether Ubuntu's own user is there changes with the version"),
    }),
  },
  {
    names:
      /^(quay\.io\/jupyter|jupyter)\/(docker-stacks-foundation|(base|minimal|scipy|r|julia|tensorflow|pytorch|datascience|pyspark|all-spark)-notebook)$/,
    source: 'https://github.com/jupyter/docker-stacks/tree/8209386/images',
    brings: (name) => {
      const foundation = name.endsWith('foundation');
      return {
        distribution: 'debian',
        user: '1000',
        env: {
          NB_USER: 'jovyan',
          NB_UID: '1000',
          NB_GID: '100',
          HOME: '/home/jovyan',
          CONDA_DIR: '/opt/conda',
          SHELL: '/bin/bash',
          ...(!foundation && { JUPYTER_PORT: '8888' }),
        },
        entrypoint: ['tini', '-g', '--', 'start.sh'],
        cmd: foundation ? [] : ['start-notebook.py'],
        workingDir: '/home/jovyan',
        shell: ['/bin/bash', '-o', 'pipefail', '-c'],
        accounts: accounts('debian', jovyan),
        files: {
          '/usr/local/bin/start.sh': through,
          ...Object.fromEntries(
            ['start-notebook.py', 'start-notebook.sh', 'start-singleuser.py', 'start-singleuser.sh'].map((file) => [
              `/usr/local/bin/${file}`,
              stacksStart,
            ]),
          ),
          ...(!foundation && { '/etc/jupyter/jupyter_server_config.py': stacksConfiguration }),
        },
      };
    },
  },
];

/**
 * SageMaker Distribution: `sagemaker-user` is 1000:100, the group of its name beside Debian's `users`. NB_USER, NB_UID
 * and NB_GID are build arguments there, so that images on it do not have them; MAMBA_USER and USER are variables
 * (template/v0 to v4 at aa8a7fb). It has no entry point but micromamba's.
 */
function distribution(): Omit<BaseContents, 'from'> {
  const user = 'sagemaker-user';
  return {
    distribution: 'debian',
    config: {
      user,
      env: { MAMBA_USER: user, USER: user, MAMBA_ROOT_PREFIX: '/opt/conda', SHELL: '/bin/bash' },
      entrypoint: ['/usr/local/bin/_entrypoint.sh'],
      cmd: ['/bin/bash'],
      workingDir: `/home/${user}`,
    },
    shell: ['/usr/local/bin/_dockerfile_shell.sh'],
    accounts: accounts('debian', `${user}:x:1000:100::/home/${user}:/bin/bash`, `${user}:100`),
    files: new Map([['/usr/local/bin/_entrypoint.sh', through]]),
    wholeConfiguration: true,
  };
}

/** What a well-known base image brings; nothing where the name is not one of them. */
export function knownBase(image: string): BaseContents | undefined {
  const from = (source: string) => `known of ${plainName(image).name} as of ${knownAsOf} (${source})`;
  if (image === 'scratch')
    return {
      from: 'it is empty',
      config: empty,
      accounts: { users: [], groups: [] },
      files: new Map(),
      wholeConfiguration: true,
    };
  if (isSageMakerDistribution(image))
    return { from: from('https://github.com/aws/sagemaker-distribution/tree/aa8a7fb/template'), ...distribution() };
  const { name, tag } = plainName(image);
  const found = table.find(({ names }) => names.test(name));
  if (!found) return undefined;
  const { distribution: system, accounts: own, shell, files = {}, ...config } = found.brings(name, tag);
  return {
    from: from(found.source),
    distribution: system,
    config: { ...empty, ...config },
    accounts: own ?? accounts(system),
    ...(shell && { shell }),
    files: new Map(Object.entries(files)),
    wholeConfiguration: true,
  };
}

const empty = { user: '', env: {}, entrypoint: [], cmd: [], workingDir: '' };

/** Docker Hub's short name for an image, wherever its mirrors keep it, and its tag. */
export function plainName(image: string): { name: string; tag: string } {
  const [, path = '', tag = 'latest'] = /^([^@]*?)(?::([\w][\w.-]*)?)?(?:@.*)?$/.exec(image) ?? [];
  const name = path
    .replace(/^(index\.|registry-1\.)?docker\.io\//, '')
    .replace(/^(public\.ecr\.aws\/docker|mirror\.gcr\.io)\//, '')
    .replace(/^library\//, '')
    .replace(/^public\.ecr\.aws\/(ubuntu|debian|amazonlinux)\/\1$/, '$1');
  return { name, tag };
}

/** Whether an image name is SageMaker Distribution's, in the public gallery or in a region's registry. */
export function isSageMakerDistribution(image: string): boolean {
  return /(^|\/)sagemaker(\/sagemaker)?-distribution(-prod|-cpu|-gpu)?([:@]|$)/.test(image);
}
