"""Actions on many rows of the admin that ask first: what will happen to which rows, then one button."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

#: What the button of the confirmation posts.
CONFIRMED = "confirmed"
#: A confirmation names so many rows; the others are counted.
MOST = 20


def confirmed(question: Any, *consequences: Any, danger: bool = False) -> Callable:
    """Let an action ask before it runs: ``@admin.action(…)`` above, ``@confirmed(question, sentences…)`` below it."""

    def decorate(action: Callable) -> Callable:
        @wraps(action)
        def ask_first(page, request: HttpRequest, rows: QuerySet) -> HttpResponse | None:
            if CONFIRMED in request.POST:
                return action(page, request, rows)
            count = rows.count()
            context = {
                **page.admin_site.each_context(request),
                "opts": page.opts,
                "title": question,
                "consequences": consequences,
                "danger": danger,
                "rows": rows[:MOST],
                "count": count,
                "others": max(0, count - MOST),
                "action": request.POST["action"],
                "chosen": request.POST.getlist(ACTION_CHECKBOX_NAME),
                "checkbox": ACTION_CHECKBOX_NAME,
                "across": request.POST.get("select_across", "0"),
                "label": page.get_actions(request)[request.POST["action"]][2],
                "back": request.get_full_path(),
            }
            return TemplateResponse(request, "admin/confirm_action.html", context)

        return ask_first

    return decorate
