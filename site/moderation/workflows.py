"""How a finished review publishes. Imported by Wagtail's own models: nothing here may import ours."""

from __future__ import annotations

from typing import Any


def publish(workflow_state: Any, user: Any = None) -> None:
    """Publish what was reviewed (settings.WAGTAIL_FINISH_WORKFLOW_ACTION).

    Nobody has the permission to publish a reviewed model, so that no button and no API can; the
    decisions behind the finished workflow are what its own `publish` asks for.
    """
    from wagtail.permissions import policy_registry

    from moderation.permissions import ReviewedPermissionPolicy

    subject = workflow_state.content_object
    reviewed = isinstance(policy_registry.get(subject), ReviewedPermissionPolicy)
    subject.get_latest_revision().publish(user=user, skip_permission_checks=reviewed)
