/** What a command of a Studio file knows of the program. */
export interface Program {
  version: string;
  /** Of whoever runs it; what can be thrown away is kept there. */
  home: string;
}
