/** The timer worker posts null this often, and takes no message. */
export const TIMER_EVERY_MS = 1000;
