/** A local model that is not there, is another one, or does not run: told once, and the command goes on without it. */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { keywordModel, modelFolder } from '../keyword-model.ts';
import type { Provocations, Room } from './provocation.ts';

const GOES_ON = 'Rules, corrections and known merchants go on without it.';
const AGAIN = `${GOES_ON} Install finance-tracker again to get it back.`;
const classify = (): string[] => ['classify', 'Xqz Blorp 17'];
const model = (room: Room) => ({ modelFolder: room.kept['model']! });

export const theModel: Provocations = {
  'model-missing': [
    {
      prepare: (room) => { room.kept['model'] = join(room.folder, 'none'); }, environment: model, argv: classify, exit: 0,
      message: (room) => `The local model in ${room.kept['model']!} cannot be read: ENOENT: no such file or directory, open '${room.kept['model']!}/config.json'.`, hint: AGAIN,
    },
    {
      prepare: (room) => { room.kept['model'] = join(room.folder, 'none'); }, environment: model, argv: () => ['list', 'is:unsure'], exit: 0,
      message: (room) => `The local model in ${room.kept['model']!} cannot be read: ENOENT: no such file or directory, open '${room.kept['model']!}/config.json'.`, hint: AGAIN,
    },
  ],
  'model-tampered': [{
    prepare: (room) => {
      room.kept['model'] = keywordModel({ words: { blorp: ['pets', 0.9] } });
      appendFileSync(join(room.kept['model'], 'onnx/model_quantized.onnx'), 'x');
    },
    environment: model, argv: classify, exit: 0,
    message: (room) => `${room.kept['model']!}/onnx/model_quantized.onnx is not the model that ft was shipped with: its digest differs, so it is not used.`, hint: AGAIN,
  }],
  'model-unavailable': [{
    prepare: (room) => { room.kept['model'] = modelFolder(Uint8Array.of(1, 2, 3), { labels: ['pets'] }); },
    environment: model, argv: classify, exit: 0,
    message: /^The local model cannot run here: .+\.$/, hint: `${GOES_ON} ft doctor says what this machine lacks.`, next: () => ['doctor'],
  }],
};
