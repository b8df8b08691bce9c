import { hostname } from 'node:os';
import { codeOf } from '../errors/describeFailure.ts';

/** The id of this process. */
export function ownProcessId(): number {
  return process.pid;
}

/** The name of this machine, which gives a process id its meaning where a disk is shared. */
export function machineName(): string {
  return hostname();
}

/** True when a process of this machine has that id, whoever owns it. */
export function isProcessAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}
