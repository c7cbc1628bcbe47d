import { pino, type Logger } from 'pino';
import type { Config } from './config.ts';

export type Log = Logger;

/**
 * One JSON line an event, on stderr, so that stdout carries results alone. Answers, images and copy codes are never
 * handed to a log; the paths below are the net under that rule.
 */
export const openLog = (config: Pick<Config, 'logLevel'>): Log =>
  pino(
    {
      level: config.logLevel,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: ['value', 'fields', 'answers', 'copy', 'image', '*.value', '*.fields', '*.copy'],
        remove: true,
      },
    },
    pino.destination({ dest: 2, sync: true }),
  );
