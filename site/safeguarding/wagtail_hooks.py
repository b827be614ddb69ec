from wagtail import hooks

from safeguarding.viewsets import AuditViewSet, audit_viewset


@hooks.register("register_admin_viewset")
def audit_trail() -> AuditViewSet:
    return audit_viewset
