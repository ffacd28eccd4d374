"""Works the window through AT-SPI: `atspi.py PROGRAM ARGUMENT...`, inside a session bus. See atspi.sh."""

import subprocess
import sys
import time
import warnings

warnings.simplefilter("ignore")

BUS = ["gdbus", "call", "--session", "--dest", "org.a11y.Bus", "--object-path", "/org/a11y/bus", "--method"]
LANDMARKS = {"landmark", "navigation", "content info", "banner", "panel", "section", "page tab list"}
PASSPHRASE = "marble lantern orchard copper violin harbour"


def start():
    """The accessibility bus with a screen reader announced, then the program."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    bus = subprocess.Popen(["/usr/libexec/at-spi-bus-launcher", "--launch-immediately"], **quiet)
    time.sleep(1)
    for name in ("ScreenReaderEnabled", "IsEnabled"):
        call = BUS + ["org.freedesktop.DBus.Properties.Set", "org.a11y.Status", name, "<true>"]
        subprocess.run(call, check=False, **quiet)
    return bus, subprocess.Popen(sys.argv[1:])


bus, program = start()
import gi  # noqa: E402  the bus has to be there first

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

Atspi.init()
heard = []


def listen(event):
    """What a screen reader would say by itself."""
    try:
        heard.append((event.type, event.source.get_name() or ""))
    except GLib.Error:
        heard.append((event.type, ""))


listener = Atspi.EventListener.new(listen)
for kind in ("object:announcement", "object:state-changed:focused", "object:property-change:accessible-name"):
    listener.register(kind)


def breathe(seconds):
    """Lets events come in."""
    end = time.time() + seconds
    context = GLib.MainContext.default()
    while time.time() < end:
        while context.pending():
            context.iteration(False)
        time.sleep(0.02)


def window():
    desktop = Atspi.get_desktop(0)
    for index in range(desktop.get_child_count()):
        application = desktop.get_child_at_index(index)
        if application and application.get_process_id() == program.pid:
            return application
    return None


def everything(node=None):
    """All objects of the window, in order."""
    node = node or window()
    if node is None:
        return
    try:
        yield node
        for index in range(node.get_child_count()):
            child = node.get_child_at_index(index)
            if child is not None:
                yield from everything(child)
    except GLib.Error:
        return


def describe(node):
    return f"{node.get_role_name()} {node.get_name()!r}"


def find(role, name=None, within=15):
    """The first object of a role whose name begins so; waits for it."""
    end = time.time() + within
    while time.time() < end:
        for node in everything():
            try:
                fits = node.get_role_name() in (role if isinstance(role, tuple) else (role,))
                if fits and (name is None or (node.get_name() or "").startswith(name)):
                    return node
            except GLib.Error:
                continue
        breathe(0.2)
    seen = "\n".join(describe(node) for node in everything())
    raise SystemExit(f"no {role} {name!r} among\n{seen}")


def act(node):
    """What a person asks a screen reader to press."""
    action = node.get_action_iface()
    if action is None or not Atspi.Action.do_action(action, 0):
        raise SystemExit(f"{describe(node)} cannot be pressed")
    breathe(0.4)


def write(node, text):
    editable = node.get_editable_text_iface()
    if editable is None or not Atspi.EditableText.set_text_contents(editable, text):
        raise SystemExit(f"{describe(node)} cannot be written in")
    breathe(0.3)


count = {"pages": 0, "objects": 0, "focusable": 0}


def look(page):
    """Every focusable thing of a page has a name and a role; the page has landmarks."""
    bad, landmarks = [], set()
    for node in everything():
        try:
            states, role, name = node.get_state_set(), node.get_role_name(), node.get_name() or ""
        except GLib.Error:
            continue
        count["objects"] += 1
        if role in ("frame", "window", "application"):
            continue
        if role in LANDMARKS and name:
            landmarks.add((role, name))
        if states.contains(Atspi.StateType.FOCUSABLE):
            count["focusable"] += 1
            if not name.strip() or role in ("unknown", "invalid", "filler"):
                bad.append(f"{role} {name!r}")
    if bad:
        raise SystemExit(f"{page}: focusable without a name or a role: {bad}")
    if len(landmarks) < 2 and page != "sign in":
        raise SystemExit(f"{page}: only these landmarks: {landmarks}")
    count["pages"] += 1


BUTTONS = ("push button", "button")
FIELDS = ("entry", "text", "password text")


def main():
    find(BUTTONS, "Open", within=40)
    look("sign in")
    login = find(("entry", "text"), "Your login")
    write(login, "sample")
    # A passphrase is typed: its field keeps what stands in it from every other program, this one too.
    secret = find("password text", "Your passphrase")
    if not Atspi.Component.grab_focus(secret.get_component_iface()):
        raise SystemExit("the passphrase's field cannot be given the focus")
    breathe(0.5)
    if PASSPHRASE.split()[0] in (secret.get_name() or ""):
        raise SystemExit("the passphrase can be read")
    subprocess.run(["xdotool", "type", "--delay", "12", "--", PASSPHRASE], check=True)
    breathe(0.5)
    act(find(BUTTONS, "Open"))
    find(BUTTONS, "New screening", within=40)
    for place in ("Clients", "Groups", "Letters", "Records", "Activity", "Settings", "Home"):
        act(find(BUTTONS, place))
        breathe(0.5)
        look(place)
    act(find(BUTTONS, "New screening"))
    look("new screening")
    act(find(BUTTONS, "Support-group check"))
    breathe(0.5)
    chosen = check()
    # The last answer leads to the result by itself.
    find("heading", "Why")
    breathe(0.5)
    look("result")
    said = [name for kind, name in heard if kind.startswith("object:announcement") or "accessible-name" in kind]
    if not any("focused" in kind for kind, _ in heard):
        raise SystemExit("no change of the focus was told")
    if not said:
        raise SystemExit("nothing was announced")
    print(
        f"{count['pages']} pages, {count['objects']} objects, {count['focusable']} focusable, "
        f"{chosen} answers through AT-SPI, {len(heard)} changes told"
    )


def unanswered():
    """The first answer of the first open question that has none chosen."""
    for group in everything():
        try:
            if group.get_role_name() not in ("panel", "grouping", "radio group", "filler", "section", "form"):
                continue
            options = [
                group.get_child_at_index(index)
                for index in range(group.get_child_count())
            ]
            options = [one for one in options if one and one.get_role_name() in ("radio button", "check box")]
            if not options:
                continue
            states = [one.get_state_set() for one in options]
            if not any(state.contains(Atspi.StateType.CHECKED) for state in states):
                return options[0]
        except GLib.Error:
            continue
    return None


def check():
    """Answers every question of the check by its first answer, and goes on by its button."""
    chosen = 0
    for _ in range(40):
        option = unanswered()
        if option is None:
            break
        act(option)
        chosen += 1
        look(f"question {chosen}")
        try:
            act(find(BUTTONS, "Go on", within=2))
        except SystemExit:
            break
        breathe(0.2)
    if chosen < 14:
        seen = "\n".join(describe(node) for node in everything())
        raise SystemExit(f"only {chosen} answers were given, then\n{seen}")
    return chosen


try:
    main()
finally:
    program.terminate()
    bus.terminate()
