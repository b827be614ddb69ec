"""Where in the admin's menu the desks of meetups stand."""

MENU = "register_meetups_menu_item"  # the hook's name
