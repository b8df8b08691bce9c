import type { StateCore, Token } from 'markdown-it';
import { outsideAddress } from '../addresses.ts';

/**
 * A step of the Markdown parser: links lead to `https` and `mailto` only, and images are links to
 * where they lie. A link to anywhere else becomes its text with the target behind it, so that a
 * reader still sees all that an agent reads.
 */
export function containLinks(state: StateCore): void {
  for (const token of state.tokens) {
    if (token.children !== null) token.children = contained(token.children, state);
  }
}

function contained(tokens: readonly Token[], state: StateCore): Token[] {
  const result: Token[] = [];
  let target: string | null = null;
  let isRefused = false;
  for (const token of tokens) {
    if (token.type === 'link_open') {
      target = attribute(token, 'href');
      isRefused = !mayLead(target);
      if (!isRefused) result.push(token);
    } else if (token.type === 'link_close') {
      if (isRefused) result.push(...targetTokens(state, target ?? ''));
      else result.push(token);
      target = null;
    } else if (token.type === 'image') {
      result.push(...imageTokens(state, token, target !== null));
    } else {
      result.push(token);
    }
  }
  return result;
}

/** An image as a link to it; inside another link, or where it may not lead, as text. */
function imageTokens(state: StateCore, image: Token, isInLink: boolean): readonly Token[] {
  const source = attribute(image, 'src');
  const label = text(
    state,
    `Image: ${image.content === '' ? 'without a description' : image.content}`,
  );
  if (isInLink) return [label];
  if (!mayLead(source)) return [label, ...targetTokens(state, source)];
  const open = new state.Token('link_open', 'a', 1);
  open.attrs = [['href', source]];
  return [open, label, new state.Token('link_close', 'a', -1)];
}

function targetTokens(state: StateCore, target: string): readonly Token[] {
  const code = new state.Token('code_inline', 'code', 0);
  code.content = target;
  return [text(state, ' '), code];
}

function text(state: StateCore, content: string): Token {
  const token = new state.Token('text', '', 0);
  token.content = content;
  return token;
}

function attribute(token: Token, name: string): string {
  return String(token.attrGet(name) ?? '');
}

function mayLead(target: string): boolean {
  return outsideAddress(target) !== null || /^mailto:[^?]+$/i.test(target);
}
