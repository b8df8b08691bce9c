/**
 * The only script of the pages: shows the copy buttons, which do nothing without it. Pages over plain
 * http have no clipboard of the newer kind, so there the text is selected and copied the older way.
 */
export const copyScript = `
for (const button of document.querySelectorAll('button[data-copy]')) {
  const text = document.getElementById(button.dataset.copy);
  const status = button.nextElementSibling;
  const label = button.textContent;
  button.hidden = false;
  button.addEventListener('click', async () => {
    const copied = await copy(text);
    button.textContent = copied ? 'Copied' : 'Press Ctrl+C';
    status.textContent = copied ? 'Copied to the clipboard' : 'Selected: press Ctrl+C to copy';
    setTimeout(() => {
      button.textContent = label;
      status.textContent = '';
    }, 2500);
  });
}

async function copy(element) {
  try {
    await navigator.clipboard.writeText(element.textContent);
    return true;
  } catch {
    getSelection().selectAllChildren(element);
    return document.execCommand('copy');
  }
}
`;
