/** One entry of `git config --list`: section and last part of the key in lower case, what is between as written. */
export type ConfigEntry = readonly [key: string, value: string];

/** What a key would decide if a clone's own configuration were obeyed. */
export type Decides =
  /** Nothing that matters: how something looks, or commands that are not run here. */
  | 'nothing'
  /** What would matter, but is always set to another value for the run. */
  | 'overridden'
  /** Which program runs, or what is written, where git reads or writes the files of a clone. */
  | 'files'
  /** Which program runs to talk to a server, or which server that is, or what of the clone a fetch changes. */
  | 'server'
  /** Either, or that is not known. */
  | 'anything';

/**
 * What a key of git's configuration decides in `git status`, `git fetch` and `git merge --ff-only`. Every key that git
 * documents up to 2.55 has its place here; one that has none may decide anything, so that a new git opens no door.
 */
export function decides(key: string): Decides {
  const section = key.slice(0, Math.max(key.indexOf('.'), 0)).toLowerCase();
  const name = key.slice(key.lastIndexOf('.') + 1).toLowerCase();
  const plain = key.length === section.length + 1 + name.length ? `${section}.${name}` : `${section}.*.${name}`;
  for (const [what, keys] of exact) if (keys.has(plain)) return what;
  if (harmless.has(section) || ofOthers.has(section)) return 'nothing';
  return asking.has(section) ? 'server' : 'anything';
}

const words = (text: string): Set<string> => new Set(text.split(/\s+/).filter(Boolean));

/** `*` stands for the part of a key that is a name of the user's. Looked at before the sections. */
const exact: [Decides, Set<string>][] = [
  [
    'overridden',
    words(`
      core.askpass core.editor core.fsmonitor core.hookspath core.pager sequence.editor
      fetch.recursesubmodules submodule.recurse submodule.*.fetchrecursesubmodules submodule.*.ignore
      diff.ignoresubmodules status.submodulesummary gc.auto gc.autodetach maintenance.auto maintenance.autodetach
      merge.autostash merge.stat merge.ff merge.log`),
  ],
  [
    'files',
    words(`
      filter.*.clean filter.*.smudge filter.*.process filter.*.required
      gpg.program gpg.*.program gpg.*.defaultkeycommand
      branch.*.mergeoptions attr.tree`),
  ],
  [
    'server',
    words(`
      core.sshcommand core.gitproxy core.alternaterefscommand ssh.variant
      url.*.insteadof remote.*.uploadpack remote.*.vcs remote.*.proxy remote.*.proxyauthmethod remote.*.mirror
      remote.*.prunetags remote.*.bundleuri remote.*.fetch fetch.prunetags fetch.bundleuri fetch.bundlecreationtoken
      transfer.bundleuri remote.*.promisor extensions.partialclone
      protocol.allow protocol.*.allow
      credential.helper credential.*.helper
      lfs.url lfs.pushurl remote.*.lfsurl remote.*.lfspushurl`),
  ],
  ['anything', words('core.worktree gc.recentobjectshook')],
  [
    'nothing',
    words(`
      protocol.version url.*.pushinsteadof
      credential.username credential.*.username credential.usehttppath credential.*.usehttppath
      credential.interactive credential.protectprotocol credential.*.protectprotocol credential.sanitizeprompt
      credential.*.sanitizeprompt
      http.postbuffer http.version http.lowspeedlimit http.lowspeedtime http.maxrequests http.minsessions http.noepsv
      http.keepalivecount http.keepaliveidle http.keepaliveinterval http.maxretries http.maxretrytime http.retryafter
      http.*.postbuffer http.*.version http.*.lowspeedlimit http.*.lowspeedtime
      remote.pushdefault remote.*.url remote.*.pushurl remote.*.push remote.*.receivepack remote.*.tagopt
      remote.*.prune remote.*.skipdefaultupdate remote.*.skipfetchall remote.*.partialclonefilter
      remote.*.serveroption remote.*.followremotehead remote.*.advertisedas remote.*.negotiationinclude
      remote.*.negotiationrestrict remote.*.gh-resolved
      extensions.objectformat extensions.compatobjectformat extensions.refstorage extensions.worktreeconfig
      extensions.noop extensions.noop-v1 extensions.preciousobjects extensions.relativeworktrees
      extensions.submodulepathconfig
      core.abbrev core.alternaterefsprefixes core.attributesfile core.autocrlf core.bare core.bigfilethreshold
      core.checkroundtripencoding core.checkstat core.commentchar core.commentstring core.commitgraph core.compression
      core.configlocktimeout core.createobject core.deltabasecachelimit core.eol core.excludesfile core.filemode
      core.filesreflocktimeout core.fsmonitorhookversion core.fsync core.fsyncmethod core.fsyncobjectfiles
      core.hidedotfiles core.ignorecase core.ignorestat core.lockfilepid core.logallrefupdates core.loosecompression
      core.maxtreedepth core.multipackindex core.notesref core.packedgitlimit core.packedgitwindowsize
      core.packedrefstimeout core.precomposeunicode core.prefersymlinkrefs core.preloadindex core.protecthfs
      core.protectntfs core.quotepath core.repositoryformatversion core.restrictinheritedhandles core.safecrlf
      core.sharedrepository core.sparsecheckout core.sparsecheckoutcone core.splitindex core.symlinks core.trustctime
      core.unsetenvvars core.untrackedcache core.usereplacerefs core.warnambiguousrefs core.whitespace
      lfs.repositoryformatversion lfs.locksverify lfs.*.locksverify lfs.*.access lfs.fetchinclude lfs.fetchexclude
      lfs.concurrenttransfers lfs.activitytimeout lfs.skipdownloaderrors lfs.allowincompletepush lfs.contenttype
      lfs.basictransfersonly lfs.dialtimeout lfs.tlstimeout lfs.keepalive lfs.*.maxretries lfs.pruneoffsetdays
      lfs.fetchrecentalways lfs.fetchrecentrefsdays lfs.fetchrecentcommitsdays lfs.fetchrecentremoterefs
      lfs.setlockablereadonly lfs.lockignoredfiles
      core.fscache core.longpaths credential.validate`),
  ],
];

/**
 * Sections of which nothing counts here but the keys above: how output looks, how much memory a pack takes, and the
 * commands of git that are not run here, whatever programs those would start (`alias`, `difftool`, `sendemail`, …).
 */
const harmless = words(`
  advice alias am apply author add bitmappseudomerge blame branch browser checkout clean clone color column commit
  commitgraph committer completion credentialcache credentialstore diff difftool fastimport feature fetch format fsck
  fsmonitor gc gitcvs gitflow gitweb gpg grep gui guitool help i18n imap index init instaweb interactive log lsrefs
  mailinfo mailmap maintenance man merge mergetool notes pack pager pretty pull push rebase receive reftable repack
  replay rerere revert safe sendemail showbranch sideband sparse splitindex stash status submodule tag tar trace2
  trailer transfer uploadarchive uploadpack uploadpackfilter user versionsort web worktree`);

/** Sections of other programs, which git itself does not read, and none of which it runs here. */
const ofOthers = words(`
  bash branchless cola delta gerrit git-town gitbutler github gitlab gitreview hooks hub machete oh-my-zsh review
  secrets svn svn-remote`);

/** Sections of which every other key, known or not, is about asking a server. */
const asking = words('bundle credential http promisor protocol remotes url');

/** What is to be done with the clone: it matters for what a key may decide. */
export type Use = 'files' | 'server';

/** What a clone's own configuration says, and what the user, the image and the administrator say outside of it. */
export interface CloneConfiguration {
  clone: ConfigEntry[];
  user: ConfigEntry[];
}

/**
 * The keys by which the clone itself would decide what is run or asked. What the user's own configuration says too is
 * the user's choice; `remote` is the one that is asked.
 */
export function decidedByClone({ clone, user }: CloneConfiguration, use: Use, remote: string | undefined): string[] {
  const chosen = new Set(user.map(([key, value]) => `${key}\n${value}`));
  const found = clone
    .filter(([key, value]) => {
      const what = decides(key);
      if (what !== 'anything' && what !== use) return false;
      return !chosen.has(`${key}\n${value}`) && !allowed(key, value, remote);
    })
    .map(([key]) => key);
  return [...new Set(found)];
}

/** Values that decide nothing, of keys that could. */
function allowed(key: string, value: string, remote: string | undefined): boolean {
  if (/^credential\.(.*\.)?helper$/.test(key))
    // Git's own helpers with what the user has told them before, as jupyterlab-git configures one; ours of CodeCommit.
    return /^(|store|cache( --timeout[= ]\d+)?)$/.test(value) || codeCommitHelper(key, value);
  if (/^remote\..*\.fetch$/.test(key))
    // What the user has of branches and tags is not what it moves.
    return /^(\+?[^:]*(:refs\/remotes\/.*)?|refs\/tags\/[^:]*:refs\/tags\/.*)$/.test(value);
  if (/^remote\..*\.(mirror|prunetags)$/.test(key) || key === 'fetch.prunetags') return isFalse(value);
  if (/^remote\..*\.promisor$/.test(key)) return isFalse(value) || key === `remote.${remote}.promisor`;
  if (key === 'extensions.partialclone') return value === remote;
  return lfs.get(key)?.has(value) ?? false;
}

/** What `git lfs install --local` writes, with `--skip-smudge` or without. What git-lfs itself runs is refused by its own keys. */
const lfs = new Map([
  ['filter.lfs.clean', new Set(['git-lfs clean -- %f'])],
  ['filter.lfs.smudge', new Set(['git-lfs smudge -- %f', 'git-lfs smudge --skip -- %f'])],
  ['filter.lfs.process', new Set(['git-lfs filter-process', 'git-lfs filter-process --skip'])],
  ['filter.lfs.required', new Set(['true'])],
]);

const isFalse = (value: string) => /^(false|no|off|0)?$/i.test(value);

/** A server of CodeCommit, as in "AWS CodeCommit endpoints and quotas", FIPS endpoints and China included. */
export const codeCommitServer = /^https:\/\/git-codecommit(?:-fips)?\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?(?=\/|$)/;
/** The AWS CLI's helper for it, as "Set up HTTPS connections" in its user guide has it. */
export const codeCommitProgram = '!aws codecommit credential-helper $@';

function codeCommitHelper(key: string, value: string): boolean {
  const url = key.slice('credential.'.length, -'.helper'.length);
  return value === codeCommitProgram && codeCommitServer.exec(url)?.[0] === url;
}
