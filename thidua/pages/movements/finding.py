"""Finding a movement inside what the actor may see: the list and the object use the same rule."""

from django.http import Http404

from thidua.base.access import Actor
from thidua.subjects.movements.models import Movement
from thidua.subjects.movements.selectors.movements import visible_to, with_parts


def find_movement(actor: Actor, movement_id: int) -> Movement:
    found = visible_to(actor).filter(pk=movement_id).select_related("parent").first()
    if found is None:
        raise Http404("Không có phong trào này, hoặc phong trào chưa được công bố.")
    return found


def find_with_parts(actor: Actor, movement_id: int) -> Movement:
    found = with_parts(movement_id, visible_to(actor))
    if found is None:
        raise Http404("Không có phong trào này, hoặc phong trào chưa được công bố.")
    return found
