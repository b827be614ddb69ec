"""Where in the admin's menu the desks of the Pledge stand."""

MENU = "register_pledge_menu_item"  # the hook's name
