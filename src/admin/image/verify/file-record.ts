/** One path of a layer, as far as the rules look at it. */
export interface FileRecord {
  type: 'file' | 'directory' | 'symlink';
  /** Permission bits, set-user-ID and sticky bit included. */
  mode: number;
  uid: number;
  gid: number;
  /** Bytes. */
  size: number;
  /** Index of the layer that it comes from, 0 the lowest. */
  layer: number;
  /** Target of a symbolic link, as written. */
  target?: string;
  /** Path of the file that a hard link shares: in a tree, only where that is not known. */
  hardLink?: string;
  /** Content, for the few files that the rules read. */
  text?: string;
}

/** What one layer does to the file tree below it. Paths are absolute and normal. */
export interface LayerChanges {
  /** Paths removed by a whiteout. */
  removed: string[];
  /** Directories whose lower content is hidden by an opaque whiteout. */
  opaque: string[];
  files: [path: string, record: FileRecord][];
}
