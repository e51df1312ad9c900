// The hint to install: only for those who have something on the phone to lose.

const box = document.getElementById("install");
const [button] = box.getElementsByTagName("button");
let offer;
addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  offer = event;
  if (!box.hidden) install();
});
addEventListener("appinstalled", () => (box.hidden = true));
button.onclick = async () => {
  await offer.prompt();
  box.hidden = true;
};

// Shows the hint where the app can be installed and is not.
export const install = () => {
  // Only Safari on iPhone and iPad knows `standalone`; there the citizen has to do it by hand.
  const isApple = navigator.standalone === false;
  box.hidden = !offer && !isApple;
  button.hidden = !offer;
  box.querySelector(".apple").hidden = !isApple;
};
