/** Works off the index queue of one process. */
export interface IndexWorker {
  /** Begins to look for what other processes left behind. */
  start(): void;
  /** Takes what is due, as far as there is room. Never throws. */
  wake(): void;
  /** Takes no more and waits for what is under way. */
  stop(): Promise<void>;
}
