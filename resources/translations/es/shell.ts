<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es_ES" sourcelanguage="en_US">
<context>
    <name>shell</name>
    <message>
        <source>%1 bytes</source>
        <translation>%1 bytes</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Editar</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Archivo</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>A&amp;yuda</translation>
    </message>
    <message>
        <source>&amp;Look in:</source>
        <translation>&amp;Buscar en:</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>&amp;Modelo</translation>
    </message>
    <message>
        <source>&amp;Sliders</source>
        <translation>&amp;Deslizadores</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ver</translation>
    </message>
    <message>
        <source>A few letters are enough. Up and Down choose, Enter does it.</source>
        <translation>Bastan unas pocas letras. Arriba y Abajo eligen, Intro lo hace.</translation>
    </message>
    <message>
        <source>About gen_explorer</source>
        <translation>Acerca de gen_explorer</translation>
    </message>
    <message>
        <source>About the chosen model</source>
        <translation>Acerca del modelo elegido</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Acción</translation>
    </message>
    <message>
        <source>Actions found</source>
        <translation>Acciones encontradas</translation>
    </message>
    <message>
        <source>Apple GPU (MPS)</source>
        <translation>GPU de Apple (MPS)</translation>
    </message>
    <message>
        <source>Arrow keys, Page Up, Page Down, mouse wheel</source>
        <translation>Flechas, Re Pág, Av Pág, rueda del ratón</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Como el sistema</translation>
    </message>
    <message>
        <source>Back to the recipe before the last change. A whole drag is one step.</source>
        <translation>Vuelve a la receta anterior al último cambio. Un arrastre entero es un solo paso.</translation>
    </message>
    <message>
        <source>Back to the seed</source>
        <translation>Volver a la semilla</translation>
    </message>
    <message>
        <source>Bends space so that neighbours stay together; long distances mean little.</source>
        <translation>Curva el espacio para que los vecinos sigan juntos; las distancias largas dicen poco.</translation>
    </message>
    <message>
        <source>Cannot be read</source>
        <translation>No se puede leer</translation>
    </message>
    <message>
        <source>Choose three points for a plane…</source>
        <translation>Elegir tres puntos para un plano…</translation>
    </message>
    <message>
        <source>Chooses light or dark. Light reads better on most projectors.</source>
        <translation>Elige claro u oscuro. En la mayoría de los proyectores el claro se lee mejor.</translation>
    </message>
    <message>
        <source>Chosen automatically</source>
        <translation>Elegido automáticamente</translation>
    </message>
    <message>
        <source>Close message</source>
        <translation>Cerrar el mensaje</translation>
    </message>
    <message>
        <source>Close {panel}</source>
        <translation>Cerrar {panel}</translation>
    </message>
    <message>
        <source>Closes the window. Its arrangement is remembered.</source>
        <translation>Cierra la ventana. Se recuerda su disposición.</translation>
    </message>
    <message>
        <source>Copies the details, to paste into a report.</source>
        <translation>Copia los detalles, para pegarlos en un informe.</translation>
    </message>
    <message>
        <source>Copy as Python</source>
        <translation>Copiar como Python</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>Copiar como orden</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Copiar los detalles</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>Copiar imagen</translation>
    </message>
    <message>
        <source>Ctrl</source>
        <translation>Ctrl</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Oscuro</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Datos</translation>
    </message>
    <message>
        <source>Debian and Ubuntu: sudo apt install libegl1 libgl1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libfontconfig1 libdbus-1-3. Fedora: sudo dnf install mesa-libEGL mesa-libGL libxkbcommon-x11 xcb-util-cursor xcb-util-wm xcb-util-keysyms fontconfig dbus-libs. macOS: nothing is missing on macOS 13 or later; there, run pip install --force-reinstall PySide6-Essentials.</source>
        <translation>Debian y Ubuntu: sudo apt install libegl1 libgl1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libfontconfig1 libdbus-1-3. Fedora: sudo dnf install mesa-libEGL mesa-libGL libxkbcommon-x11 xcb-util-cursor xcb-util-wm xcb-util-keysyms fontconfig dbus-libs. macOS: a partir de macOS 13 no falta nada; ejecuta allí pip install --force-reinstall PySide6-Essentials.</translation>
    </message>
    <message>
        <source>Decodes the place under each cell: the manifold that the decoder has learnt.</source>
        <translation>Decodifica el lugar bajo cada celda: la variedad que ha aprendido el decodificador.</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Detalles</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Dispositivo</translation>
    </message>
    <message>
        <source>Draws a whole new latent vector from the prior: any picture the model makes.</source>
        <translation>Sortea de la distribución a priori un vector latente nuevo: cualquier imagen que el modelo sepa hacer.</translation>
    </message>
    <message>
        <source>Draws anew only what is not locked: what stays shows what the locks hold.</source>
        <translation>Sortea solo lo que no está bloqueado: lo que permanece muestra qué sujetan los bloqueos.</translation>
    </message>
    <message>
        <source>Draws the sheet from other seeds: is there always something new?</source>
        <translation>Dibuja la lámina con otras semillas: ¿hay siempre algo nuevo?</translation>
    </message>
    <message>
        <source>Each slider is one component of the latent vector z.</source>
        <translation>Cada deslizador es una componente del vector latente z.</translation>
    </message>
    <message>
        <source>Each slider moves z along one direction; the first change the picture most.</source>
        <translation>Cada deslizador mueve z a lo largo de una dirección; las primeras son las que más cambian la imagen.</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>Datos técnicos</translation>
    </message>
    <message>
        <source>Files of &amp;type:</source>
        <translation>Archivos de &amp;tipo:</translation>
    </message>
    <message>
        <source>Fills the screen, for a projector. The same key leads back.</source>
        <translation>Ocupa toda la pantalla, para un proyector. La misma tecla la devuelve a su tamaño.</translation>
    </message>
    <message>
        <source>Find an action</source>
        <translation>Buscar una acción</translation>
    </message>
    <message>
        <source>Find an action…</source>
        <translation>Buscar una acción…</translation>
    </message>
    <message>
        <source>Finds everything this window can do by a few letters of its name.</source>
        <translation>Encuentra todo lo que esta ventana sabe hacer con unas pocas letras de su nombre.</translation>
    </message>
    <message>
        <source>Fit the map</source>
        <translation>Encajar el mapa</translation>
    </message>
    <message>
        <source>Fit the picture</source>
        <translation>Ajustar la imagen</translation>
    </message>
    <message>
        <source>Float {panel}</source>
        <translation>Hacer flotar {panel}</translation>
    </message>
    <message>
        <source>Forward again to the recipe that was undone.</source>
        <translation>Avanza de nuevo a la receta que se deshizo.</translation>
    </message>
    <message>
        <source>From one control to the next</source>
        <translation>De un control al siguiente</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Pantalla completa</translation>
    </message>
    <message>
        <source>Goes on where a saved session stopped: same model, same picture, same locks.</source>
        <translation>Continúa donde se guardó una sesión: el mismo modelo, la misma imagen y los mismos bloqueos.</translation>
    </message>
    <message>
        <source>Hides this panel. The View menu brings it back.</source>
        <translation>Oculta este panel. El menú Ver lo devuelve.</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>Información</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Atajos de teclado</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Teclas</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Biblioteca</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>Lines that hold 50, 90 and 99 % of the prior, on planes.</source>
        <translation>Líneas que encierran el 50, 90 y 99 % de la distribución a priori, en los planos.</translation>
    </message>
    <message>
        <source>Lists every key that does something.</source>
        <translation>Enumera todas las teclas que hacen algo.</translation>
    </message>
    <message>
        <source>Ma&amp;p</source>
        <translation>Ma&amp;pa</translation>
    </message>
    <message>
        <source>Makes the chosen model the current one. The picture, sliders and map follow.</source>
        <translation>Hace del modelo elegido el actual. La imagen, los deslizadores y el mapa lo siguen.</translation>
    </message>
    <message>
        <source>Makes the picture's pixels larger, by whole numbers, so that they stay crisp.</source>
        <translation>Agranda los píxeles de la imagen por números enteros, para que sigan nítidos.</translation>
    </message>
    <message>
        <source>Makes the picture's pixels smaller.</source>
        <translation>Reduce los píxeles de la imagen.</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>Medidas</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelos</translation>
    </message>
    <message>
        <source>More of the map, and smaller.</source>
        <translation>Más mapa, y más pequeño.</translation>
    </message>
    <message>
        <source>Move a slider</source>
        <translation>Mover un deslizador</translation>
    </message>
    <message>
        <source>NVIDIA GPU (CUDA)</source>
        <translation>GPU de NVIDIA (CUDA)</translation>
    </message>
    <message>
        <source>Nearer to the places around the cursor; the pictures are decoded anew.</source>
        <translation>Más cerca de los lugares alrededor del cursor; las imágenes se decodifican de nuevo.</translation>
    </message>
    <message>
        <source>Nothing leaves this computer. MIT licence.</source>
        <translation>Nada sale de este ordenador. Licencia MIT.</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>Nada todavía</translation>
    </message>
    <message>
        <source>One slider a dimension, what changes the picture most on top. Up and Down choose.</source>
        <translation>Un deslizador por dimensión; arriba, lo que más cambia la imagen. Arriba y Abajo eligen.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Open a model first.</source>
        <translation>Abre primero un modelo.</translation>
    </message>
    <message>
        <source>Open model</source>
        <translation>Abrir modelo</translation>
    </message>
    <message>
        <source>Open model…</source>
        <translation>Abrir modelo…</translation>
    </message>
    <message>
        <source>Open recent</source>
        <translation>Abrir reciente</translation>
    </message>
    <message>
        <source>Open session</source>
        <translation>Abrir sesión</translation>
    </message>
    <message>
        <source>Open session…</source>
        <translation>Abrir sesión…</translation>
    </message>
    <message>
        <source>Open the chosen model</source>
        <translation>Abrir el modelo elegido</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>Abriendo…</translation>
    </message>
    <message>
        <source>Opens a trained model: a folder with a card.toml in it.</source>
        <translation>Abre un modelo entrenado: una carpeta que contiene un card.toml.</translation>
    </message>
    <message>
        <source>Other samples in the sheet</source>
        <translation>Otras muestras en la lámina</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>Paneles</translation>
    </message>
    <message>
        <source>Pictures shown during the last second. Nothing is drawn while nothing moves.</source>
        <translation>Imágenes mostradas durante el último segundo. Mientras nada se mueve, nada se dibuja.</translation>
    </message>
    <message>
        <source>Prior</source>
        <translation>Distribución a priori</translation>
    </message>
    <message>
        <source>Processor (CPU)</source>
        <translation>Procesador (CPU)</translation>
    </message>
    <message>
        <source>Puts a command line on the clipboard that draws exactly this picture.</source>
        <translation>Pone en el portapapeles una línea de órdenes que dibuja exactamente esta imagen.</translation>
    </message>
    <message>
        <source>Puts a short program on the clipboard that draws exactly this picture.</source>
        <translation>Pone en el portapapeles un programa breve que dibuja exactamente esta imagen.</translation>
    </message>
    <message>
        <source>Puts every panel back where it was at the first start.</source>
        <translation>Devuelve cada panel al lugar que tenía en el primer inicio.</translation>
    </message>
    <message>
        <source>Puts the picture on the clipboard, each pixel as the model drew it.</source>
        <translation>Pone la imagen en el portapapeles, cada píxel tal como lo dibujó el modelo.</translation>
    </message>
    <message>
        <source>Qt cannot start: the system lacks {libraries}.</source>
        <translation>Qt no puede iniciarse: al sistema le falta {libraries}.</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Salir</translation>
    </message>
    <message>
        <source>Randomise everything</source>
        <translation>Sortear todo</translation>
    </message>
    <message>
        <source>Randomise unlocked</source>
        <translation>Sortear lo no bloqueado</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Rehacer</translation>
    </message>
    <message>
        <source>Reset layout</source>
        <translation>Restablecer la disposición</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>Guardar imagen</translation>
    </message>
    <message>
        <source>Save picture as PNG…</source>
        <translation>Guardar imagen como PNG…</translation>
    </message>
    <message>
        <source>Save session</source>
        <translation>Guardar sesión</translation>
    </message>
    <message>
        <source>Save session…</source>
        <translation>Guardar sesión…</translation>
    </message>
    <message>
        <source>Says what this program is, its version and its licence.</source>
        <translation>Dice qué es este programa, su versión y su licencia.</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sesiones</translation>
    </message>
    <message>
        <source>Sheet of samples</source>
        <translation>Lámina de muestras</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Mayús</translation>
    </message>
    <message>
        <source>Show all classes</source>
        <translation>Mostrar todas las clases</translation>
    </message>
    <message>
        <source>Show no classes</source>
        <translation>No mostrar ninguna clase</translation>
    </message>
    <message>
        <source>Shows or hides random samples side by side; a click takes one up.</source>
        <translation>Muestra u oculta muestras al azar una junto a otra; un clic toma una.</translation>
    </message>
    <message>
        <source>Shows or hides the panel {panel}.</source>
        <translation>Muestra u oculta el panel {panel}.</translation>
    </message>
    <message>
        <source>Shows the traceback: where in the program it went wrong.</source>
        <translation>Muestra la traza: en qué parte del programa falló.</translation>
    </message>
    <message>
        <source>Shows the whole picture as large as its panel allows.</source>
        <translation>Muestra la imagen entera tan grande como permite su panel.</translation>
    </message>
    <message>
        <source>Shows the whole window in this language, at once.</source>
        <translation>Muestra toda la ventana en este idioma, al instante.</translation>
    </message>
    <message>
        <source>Sliders along latent dimensions</source>
        <translation>Deslizadores por dimensiones latentes</translation>
    </message>
    <message>
        <source>Sliders along principal directions</source>
        <translation>Deslizadores por direcciones principales</translation>
    </message>
    <message>
        <source>Something unexpected happened.</source>
        <translation>Ha ocurrido algo inesperado.</translation>
    </message>
    <message>
        <source>Start it from a desktop, or with a virtual one: xvfb-run gen-explorer (package xvfb on Debian and Ubuntu, xorg-x11-server-Xvfb on Fedora). The command gen-explorer render needs no display.</source>
        <translation>Inícialo desde un escritorio o con una pantalla virtual: xvfb-run gen-explorer (paquete xvfb en Debian y Ubuntu, xorg-x11-server-Xvfb en Fedora). La orden gen-explorer render no necesita pantalla.</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Tab, Shift+Tab</source>
        <translation>Tab, Mayús+Tab</translation>
    </message>
    <message>
        <source>Takes back every value set by hand: the picture is again what the seed drew.</source>
        <translation>Retira todos los valores puestos a mano: la imagen vuelve a ser la que sorteó la semilla.</translation>
    </message>
    <message>
        <source>Takes this message away.</source>
        <translation>Retira este mensaje.</translation>
    </message>
    <message>
        <source>Takes this panel out of the window, or puts it back. Dragging does the same.</source>
        <translation>Saca este panel de la ventana o lo devuelve a ella. Arrastrarlo hace lo mismo.</translation>
    </message>
    <message>
        <source>The command is on the clipboard.</source>
        <translation>La orden está en el portapapeles.</translation>
    </message>
    <message>
        <source>The device is now chosen automatically; the menu Model, Device has others.</source>
        <translation>Ahora el dispositivo se elige automáticamente; el menú Modelo, Dispositivo ofrece otros.</translation>
    </message>
    <message>
        <source>The flat plane that keeps the most of the points' variance.</source>
        <translation>El plano que conserva la mayor parte de la varianza de los puntos.</translation>
    </message>
    <message>
        <source>The flat plane through three latents of your choice.</source>
        <translation>El plano que pasa por tres latentes que eliges.</translation>
    </message>
    <message>
        <source>The latent space itself, where it has two dimensions.</source>
        <translation>El propio espacio latente, cuando tiene dos dimensiones.</translation>
    </message>
    <message>
        <source>The picture is on the clipboard.</source>
        <translation>La imagen está en el portapapeles.</translation>
    </message>
    <message>
        <source>The picture of the next seed. Seeds next to each other are independent draws.</source>
        <translation>La imagen de la semilla siguiente. Dos semillas contiguas son sorteos independientes.</translation>
    </message>
    <message>
        <source>The picture of the seed before.</source>
        <translation>La imagen de la semilla anterior.</translation>
    </message>
    <message>
        <source>The program is on the clipboard.</source>
        <translation>El programa está en el portapapeles.</translation>
    </message>
    <message>
        <source>The window was not drawn in full within {count} seconds.</source>
        <translation>La ventana no se dibujó por completo en {count} segundos.</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Tema</translation>
    </message>
    <message>
        <source>There is no display to open a window on.</source>
        <translation>No hay ninguna pantalla en la que abrir una ventana.</translation>
    </message>
    <message>
        <source>There is no picture yet.</source>
        <translation>Todavía no hay ninguna imagen.</translation>
    </message>
    <message>
        <source>Three clicks on the map span a plane: every place on it mixes the three.</source>
        <translation>Tres clics en el mapa generan un plano: cada uno de sus lugares mezcla los tres.</translation>
    </message>
    <message>
        <source>Time to draw one picture: latent, forward pass, copy. Below 16 ms looks live.</source>
        <translation>Tiempo de dibujar una imagen: latente, pasada hacia delante, copia. Por debajo de 16 ms parece instantáneo.</translation>
    </message>
    <message>
        <source>To leave that device out: menu Model, Device, Processor (CPU).</source>
        <translation>Para dejar ese dispositivo de lado: menú Modelo, Dispositivo, Procesador (CPU).</translation>
    </message>
    <message>
        <source>Traceback</source>
        <translation>Traza del error</translation>
    </message>
    <message>
        <source>Trained models. Enter or a double click opens one; a folder dropped on the window opens too.</source>
        <translation>Modelos entrenados. Intro o un doble clic abre uno; también se abre una carpeta soltada sobre la ventana.</translation>
    </message>
    <message>
        <source>Trained with</source>
        <translation>Entrenado con</translation>
    </message>
    <message>
        <source>Try again while the computer does less, or with a smaller model.</source>
        <translation>Inténtalo de nuevo cuando el ordenador esté menos ocupado, o con un modelo más pequeño.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Advertencia</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Pesos</translation>
    </message>
    <message>
        <source>What fits your letters best comes first.</source>
        <translation>Lo que mejor encaja con tus letras va primero.</translation>
    </message>
    <message>
        <source>What the chosen model is, and what was measured on it, with the way it was done.</source>
        <translation>Qué es el modelo elegido y qué se midió en él, con el modo en que se hizo.</translation>
    </message>
    <message>
        <source>What the time was spent on</source>
        <translation>En qué se empleó el tiempo</translation>
    </message>
    <message>
        <source>What would you like to do?</source>
        <translation>¿Qué quieres hacer?</translation>
    </message>
    <message>
        <source>Where a frame's time goes. Latent: recipe to vector z. Network: forward pass and packing to pixels. Copy: device to memory. Waiting: before the work began.</source>
        <translation>Adónde va el tiempo de una imagen. Latente: de la receta al vector z. Red: pasada hacia delante y empaquetado en píxeles. Copia: del dispositivo a la memoria. Espera: antes de empezar el trabajo.</translation>
    </message>
    <message>
        <source>Where in the program it went wrong.</source>
        <translation>En qué parte del programa falló.</translation>
    </message>
    <message>
        <source>Where the network is computed. Model, Device chooses another.</source>
        <translation>Dónde se calcula la red. Modelo, Dispositivo elige otro.</translation>
    </message>
    <message>
        <source>Where the network is computed. The picture is the same up to rounding.</source>
        <translation>Dónde se calcula la red. La imagen es la misma salvo redondeo.</translation>
    </message>
    <message>
        <source>Writes the model's name and everything set in this window to a small file.</source>
        <translation>Escribe en un archivo pequeño el nombre del modelo y todo lo ajustado en esta ventana.</translation>
    </message>
    <message>
        <source>Writes the picture, with its recipe and the note that a model made it.</source>
        <translation>Escribe la imagen, con su receta y la indicación de que la hizo un modelo.</translation>
    </message>
    <message>
        <source>You can go on working. Details are in the log; copy them into a report.</source>
        <translation>Puedes seguir trabajando. Los detalles están en el registro; cópialos en un informe.</translation>
    </message>
    <message>
        <source>Zoom the map in</source>
        <translation>Acercar el mapa</translation>
    </message>
    <message>
        <source>Zoom the map out</source>
        <translation>Alejar el mapa</translation>
    </message>
    <message>
        <source>a frame</source>
        <translation>por imagen</translation>
    </message>
    <message>
        <source>copy</source>
        <translation>copia</translation>
    </message>
    <message>
        <source>device</source>
        <translation>dispositivo</translation>
    </message>
    <message>
        <source>frames a second</source>
        <translation>imágenes por segundo</translation>
    </message>
    <message>
        <source>network</source>
        <translation>red</translation>
    </message>
    <message>
        <source>standard normal</source>
        <translation>normal estándar</translation>
    </message>
    <message>
        <source>uniform in [-1, 1]</source>
        <translation>uniforme en [-1, 1]</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>espera</translation>
    </message>
    <message>
        <source>{count} M weights</source>
        <translation>{count} M pesos</translation>
    </message>
    <message>
        <source>{count} k weights</source>
        <translation>{count} k pesos</translation>
    </message>
    <message>
        <source>{count} latent dimensions</source>
        <translation>{count} dimensiones latentes</translation>
    </message>
    <message>
        <source>{count} ms</source>
        <translation>{count} ms</translation>
    </message>
    <message>
        <source>{path} is saved.</source>
        <translation>{path} está guardado.</translation>
    </message>
    <message>
      <source>Explore</source>
      <translation>Explorar</translation>
    </message>
    <message>
      <source>Walk through a trained model: picture, map and sliders.</source>
      <translation>Recorrer un modelo entrenado: imagen, mapa y controles.</translation>
    </message>
    <message>
      <source>Train</source>
      <translation>Entrenar</translation>
    </message>
    <message>
      <source>Watch a model learn: set-up, curves, the film of its samples.</source>
      <translation>Ver aprender a un modelo: preparación, curvas y la película de sus muestras.</translation>
    </message>
    <message>
      <source>Denoise</source>
      <translation>Quitar ruido</translation>
    </message>
    <message>
      <source>Damage pictures and let models restore them: before and after.</source>
      <translation>Dañar imágenes y dejar que los modelos las restauren: antes y después.</translation>
    </message>
    <message>
      <source>Anomalies</source>
      <translation>Anomalías</translation>
    </message>
    <message>
      <source>Tell normal pictures from abnormal ones: scores, threshold, errors.</source>
      <translation>Distinguir imágenes normales de anómalas: puntuaciones, umbral y errores.</translation>
    </message>
    <message>
      <source>Workspaces</source>
      <translation>Espacios de trabajo</translation>
    </message>
  <message>
    <source>Shows what the system said, in its own words.</source>
    <translation>Muestra lo que dijo el sistema, con sus propias palabras.</translation>
  </message>
  <message>
    <source>What the system said, in its own words.</source>
    <translation>Lo que dijo el sistema, con sus propias palabras.</translation>
  </message>
  <message>
    <source>1 latent dimension</source>
    <translation>1 dimensión latente</translation>
  </message>
</context>
</TS>
