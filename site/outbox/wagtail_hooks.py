from wagtail import hooks

from outbox.viewsets import MessageViewSet, message_viewset


@hooks.register("register_admin_viewset")
def messages() -> MessageViewSet:
    return message_viewset
