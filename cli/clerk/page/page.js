/* The secret of the run stands in the fragment of the URL, which a browser does not send. */
const secret = new URLSearchParams(location.hash.slice(1)).get('secret') ?? '';

const byId = (id) => document.getElementById(id);
const [mintForm, sendForm] = [byId('mint'), byId('send')];
const { kind } = mintForm.elements;
const { token, api, apiUrl, method, path } = sendForm.elements;

/** Asks the command. Throws with the sentence that it answers if it refuses. */
async function ask(action) {
  const fields = Object.fromEntries([...new FormData(mintForm), ...new FormData(sendForm)]);
  const headers = { 'content-type': 'application/json', 'x-run-secret': secret };
  const response = await fetch(`/api/${action}`, { method: 'POST', headers, body: JSON.stringify(fields) }).catch(
    () => {
      throw new Error('The command has ended: start it again.');
    },
  );
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

/** Does something and says in an element of the page how it ended. */
async function report(element, work) {
  element.textContent = '…';
  try {
    element.textContent = await work();
  } catch (error) {
    element.textContent = error.message;
  }
}

async function mint() {
  ({ token: token.value } = await ask('mint'));
  return 'The token is in the field below.';
}

async function send() {
  byId('received').hidden = true;
  const { status, headers, body, isCut, explanation } = await ask('send');
  byId('explanation').textContent = explanation;
  byId('body').textContent = isCut ? `${body}\n… (only the first 256 KB)` : body;
  byId('headers').textContent = headers.map(([name, value]) => `${name}: ${value}`).join('\n');
  byId('received').hidden = false;
  return `${status} for ${method.value} ${path.value}`;
}

async function copy() {
  await navigator.clipboard.writeText(token.value);
  return 'Copied.';
}

/** Hides the fields that do not apply to the choice in a select, and leaves them out of the request. */
function showFieldsFor(select) {
  for (const label of select.form.querySelectorAll(`[data-${select.name}]`)) {
    label.hidden = !label.dataset[select.name].split(' ').includes(select.value);
    label.control.disabled = label.hidden;
  }
}

/** Offers the APIs of the templates. The choice fills in what is known about the API. */
function offer(apis) {
  api.append(...apis.map(({ name }, index) => new Option(name, index)), new Option('another API', ''));
  const fillIn = () => {
    const { url, paths } = apis[api.value] ?? { paths: [] };
    if (url) apiUrl.value = url;
    byId('paths').replaceChildren(...paths.map((text) => new Option(text, text)));
  };
  api.addEventListener('change', fillIn);
  api.closest('label').hidden = false;
  fillIn();
}

/** Fills in what the command knows. */
async function start() {
  const { frontendApiUrl, user, machine, flaws, apis } = await ask('run');
  mintForm.elements.frontendApiUrl.value = frontendApiUrl;
  mintForm.elements.user.value = user;
  mintForm.elements.machine.value = machine;
  mintForm.elements.flaw.append(...flaws.map(({ name, title }) => new Option(title, name)));
  if (apis.length > 0) offer(apis);
  return 'Nothing was sent yet.';
}

function onSubmit(form, element, work) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    report(element, work);
  });
}

for (const select of [kind, method]) {
  showFieldsFor(select); // a browser may restore the choice of the last visit
  select.addEventListener('change', () => showFieldsFor(select));
}
onSubmit(mintForm, byId('minted'), mint);
onSubmit(sendForm, byId('status'), send);
byId('copy').addEventListener('click', () => report(byId('copied'), copy));
report(byId('status'), start);
