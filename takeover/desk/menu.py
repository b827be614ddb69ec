"""Where in the admin's menu the desks of takeovers stand."""

MENU = "register_takeovers_menu_item"  # the hook's name
