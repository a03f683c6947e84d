import type { Example } from './corpus.ts';
import { createRandom } from './random.ts';

/** Said before and after anything: no matter, no danger, and no reason to believe either less. */
const openings =
  '喂,喂你好,你好,您好,你好请问,喂110吗,喂是12345吗,同志你好,麻烦您了,同志辛苦你们了,那个,我跟你说,我想说一下,哎呀,来电人称,来电人反映,群众反映,其称,市民来电,我反映个事,我报警,求助,快,不好意思打扰了'.split(
    ',',
  );
const closings =
  '谢谢,谢谢你们,麻烦了,请尽快处理,麻烦给处理一下,快来,快点,你们看看,怎么办,请问怎么办,就这事,听见了吗,你们管管,请核实,请求处理,尽快给个答复,拜托了'.split(
    ',',
  );
const WRAPPED = 0.2;

/** Some of the examples once more with such words around them. */
export function withSmallTalk(examples: readonly Example[], seed: number): Example[] {
  const random = createRandom(seed);
  const pick = (words: readonly string[]): string => words[Math.floor(random() * words.length)] ?? '';
  const wrapped = examples.flatMap((example) => {
    if (random() >= WRAPPED) return [];
    const opening = random() < 0.7 ? `${pick(openings)}${random() < 0.8 ? ',' : ''}` : '';
    const closing = opening === '' || random() < 0.4 ? `${random() < 0.8 ? ',' : ''}${pick(closings)}` : '';
    return [{ ...example, text: `${opening}${example.text}${closing}` }];
  });
  return [...examples, ...wrapped];
}
