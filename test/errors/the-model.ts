/** A local model that is not there, is another one, or does not run: told once, and the command goes on without it. */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { keywordModel, modelFolder } from '../keyword-model.ts';
import type { Provocations, Room } from './provocation.ts';

const GOES_ON = 'Rules, corrections and known merchants go on without it.';
const AGAIN = `${GOES_ON} Install finance-tracker again to get it back, or mend FT_MODEL where that is set.`;
const classify = (): string[] => ['classify', 'Xqz Blorp 17'];
const model = (room: Room) => ({ modelFolder: room.kept['model']! });

/** ft from a copy of itself whose list of merchants was cut. */
const CUT_LIST = 'into=$(dirname "$4")/install; from=$(dirname "$(dirname "$2")"); mkdir -p "$into"; cp -r "$from/dist" "$from/bin" "$from/package.json" "$into"; '
  + 'ln -sfn "$from/node_modules" "$into/node_modules"; head -c 2000000 "$from/dist/merchants.index" > "$into/dist/merchants.index"; node=$1; shift 2; exec "$node" "$into/bin/ft.js" "$@"';

export const theModel: Provocations = {
  'merchants-damaged': [{
    shell: CUT_LIST, argv: classify, exit: 1,
    message: (room) => `The list of known merchants, ${room.folder}/install/dist/merchants.index, cannot be used: its digest differs.`,
    hint: 'Install finance-tracker again; your data is not touched by this.',
  }],
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
