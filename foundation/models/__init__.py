from .user import Posting, Role, User

__all__ = ["Posting", "Role", "User"]
