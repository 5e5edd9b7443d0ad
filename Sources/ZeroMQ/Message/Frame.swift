internal import ZMTP
